import type { EntityManager } from 'typeorm';

/** The person to forget. */
export interface Person {
  contactId: string;
  /** In the form of `addressKey`. */
  addresses: string[];
  /** Blobs that their mails referred to. Those that nobody else refers to are removed at the end. */
  blobs: string[];
}

/**
 * One kind of data to forget, in portions: each runs in a transaction of its own, and may run again after a crash.
 *
 * @param position where the previous portion ended; null at first
 * @returns where the next portion begins; null if nothing is left
 */
export type Step = (tx: EntityManager, person: Person, position: string | null) => Promise<string | null>;
