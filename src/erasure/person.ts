import type { EntityManager } from 'typeorm';

/** Whom to forget. */
export interface Person {
  contactId: string;
  /** In the form of `addressKey`. */
  addresses: string[];
  /** Blobs that their mails referred to; those that nobody else refers to go at the end. */
  blobs: string[];
}

/**
 * One thing to forget, in portions: each runs in a transaction of its own, and may run again after a crash.
 *
 * @param position where the portion before ended; null at first
 * @returns where the next portion begins; null when nothing is left
 */
export type Step = (tx: EntityManager, person: Person, position: string | null) => Promise<string | null>;
