import type { EntityManager } from 'typeorm';

/** Injection token of the one `SentMails`. */
export const SENT_MAILS = Symbol('SENT_MAILS');

/**
 * Follows what becomes of sent mail, and is told the Message-ID of each: a bounce that came as mail may have been
 * faster, and names nothing else. (`deliveries/` is a room on the same level; the composition root joins them.)
 */
export interface SentMails {
  /** Makes others who file a report on this mail wait until the transaction ends. Call it before locking any row. */
  aloneWith(tx: EntityManager, messageId: string): Promise<void>;

  /** From now on, in this transaction, the Message-ID belongs to a mail of ours. */
  becameKnown(tx: EntityManager, messageId: string): Promise<void>;
}
