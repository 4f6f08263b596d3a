import type { EntityManager } from 'typeorm';

/** Injection token of the one `OwnMails`. */
export const OWN_MAILS = Symbol('OWN_MAILS');

/**
 * Who has sent mail of ours, and may not know of it: the provider's answer can be lost when its webhooks are not.
 * (`tickets/` is a room of the same level; the composition root joins them.)
 */
export interface OwnMails {
  /**
   * The provider has the mail, under this id. Without effect on a mail of which that is known, and on one that we never
   * sent: another service may use the same account.
   *
   * @param mail.id of the message
   */
  leftAs(tx: EntityManager, mail: { id: string; source: string; emailId: string }): Promise<void>;
}
