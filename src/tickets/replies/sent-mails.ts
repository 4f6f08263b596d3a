import type { EntityManager } from 'typeorm';

/** Injection token of the one `SentMails`. */
export const SENT_MAILS = Symbol('SENT_MAILS');

/**
 * Who follows what becomes of sent mail, and is told under which Message-ID ours went out: a bounce that came as mail may
 * have been faster, and names nothing else. (`deliveries/` is a room of the same level; the composition root joins them.)
 */
export interface SentMails {
  /** Whoever files a report on this mail comes before the transaction or after it; before any row is taken. */
  aloneWith(tx: EntityManager, messageId: string): Promise<void>;

  /** From now on, in this transaction, the Message-ID is that of a mail of ours. */
  becameKnown(tx: EntityManager, messageId: string): Promise<void>;
}
