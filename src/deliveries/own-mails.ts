import type { EntityManager } from 'typeorm';

/** Injection token of the one `OwnMails`. */
export const OWN_MAILS = Symbol('OWN_MAILS');

/**
 * The part of the service that sends mail. It may not know that a mail was sent: the provider's answer can be lost
 * while its webhooks arrive. (`tickets/` is a room on the same level; the composition root joins them.)
 */
export interface OwnMails {
  /**
   * Notes that the provider has the mail, under this id. Does nothing if that is known already, or if we never sent the
   * mail: another service may use the same account.
   *
   * @param mail.id id of the message
   */
  leftAs(tx: EntityManager, mail: { id: string; source: string; emailId: string }): Promise<void>;
}
