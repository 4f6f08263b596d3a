import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Config } from '../../platform/config/config.js';
import { Acknowledging } from '../acknowledging/acknowledging.js';
import { BY_MAIL, BY_SYSTEM, recordEvent } from '../events/record-event.js';
import { readAuthenticationResults } from '../identity/authentication-results.js';
import { type KnownSender, knowSender } from '../identity/sender.js';
import { recipientsOf } from '../mailboxes/recipients.js';
import { routeMail } from '../mailboxes/route-mail.js';
import { applyRules } from '../rules/apply-rules.js';
import { findRules } from '../rules/rules.js';
import { indexMessage } from '../search/index-words.js';
import { decideThread } from '../threading/decide-thread.js';
import { lockThread, rememberMessageIds } from '../threading/known-message-ids.js';
import { type ReplyKeys, readReplyAddress } from '../threading/reply-address.js';
import { REPLY_KEYS } from '../threading/reply-keys.js';
import type { ThreadDecision } from '../threading/thread-decision.js';
import type { InboundMessage } from './inbound-message.js';
import { insertMessage } from './insert-message.js';
import { type Case, type Filed, place } from './place.js';

/** Files mail into conversations. */
@Injectable()
export class Filing {
  constructor(
    private readonly config: Config,
    @Inject(REPLY_KEYS) private readonly replyKeys: ReplyKeys,
    private readonly acknowledging: Acknowledging,
  ) {}

  /**
   * Files a mail, once: a mail that was filed before is found again by its unique keys and stays as it is.
   *
   * @param tx the caller's transaction, in which the event ends too
   */
  async file(tx: EntityManager, received: InboundMessage): Promise<Filed> {
    await lockThread(tx, [received.messageId, ...received.inReplyTo, ...received.references]);
    const known = await findKnown(tx, received);
    if (known !== null) return known;
    const decided = await this.decide(tx, received);
    const { ticketId, kind } = await place(tx, decided);
    const { mail, route, thread } = decided;
    const message = { id: uuidv7(), ticketId, thread, route, isHeld: kind === 'message_held' };
    await insertMessage(tx, mail, message);
    if (ticketId !== null) await this.note(tx, decided, { ticketId, kind, messageId: message.id });
    if (ticketId !== null && kind === 'ticket_opened' && decided.rules.actions.spam !== true) {
      const opened = { ticketId, mailboxId: route.mailboxIds[0]!, mail, sender: decided.sender };
      await this.acknowledging.acknowledge(tx, opened);
    }
    return { kind, messageId: message.id, ticketId };
  }

  /** Leaves what later mails, searches and readers of the timeline need. */
  private async note(
    tx: EntityManager,
    { mail, thread, rules }: Case,
    { ticketId, kind, messageId }: { ticketId: string; kind: Filed['kind']; messageId: string },
  ): Promise<void> {
    const mentioned = [...mail.inReplyTo, ...mail.references];
    await rememberMessageIds(tx, { ticketId, messageId: mail.messageId, mentioned });
    const people = [...(mail.from === null ? [] : [mail.from]), ...mail.to, ...mail.cc];
    await indexMessage(tx, { ticketId, subject: mail.subject, people, text: mail.text });
    const data = {
      reason: thread.reason,
      ...(kind === 'message_held' && { claimed_ticket_id: thread.ticketId }),
    };
    const event = { ticketId, actor: BY_MAIL, messageId };
    if (kind !== 'ticket_continued') await recordEvent(tx, { ...event, kind: 'opened' });
    const received = kind === 'message_held' ? 'message_held' : 'message_received';
    await recordEvent(tx, { ...event, kind: received, data });
    if (kind !== 'ticket_continued' && rules.fired.length > 0) {
      await recordEvent(tx, { ...event, actor: BY_SYSTEM, kind: 'rule_applied', data: { ...rules } });
    }
  }

  private async decide(tx: EntityManager, received: InboundMessage): Promise<Case> {
    const trusted = this.config.trustedAuthservIds;
    const authentication =
      received.authentication ?? readAuthenticationResults(received.headers, trusted, received.sender);
    const mail = { ...received, authentication };
    const recipients = recipientsOf({ ...mail, envelope: mail.recipients });
    const sender = await knowSender(tx, mail.sender, authentication);
    const replyClaims = recipients
      .map((recipient) => readReplyAddress(recipient, this.replyKeys))
      .filter((claim) => claim.kind !== 'none');
    const route = await routeMail(tx, recipients, replyClaims);
    const thread = sender.isBlocked
      ? blocked(sender)
      : await decideThread(tx, { ...mail, mailboxIds: route.mailboxIds, sender, replyClaims });
    const rules = applyRules(await findRules(tx), { ...mail, recipients });
    return { mail, sender, route, thread, rules };
  }
}

/** The same bytes, or the same mail of the provider, are the same message. */
async function findKnown(tx: EntityManager, mail: InboundMessage): Promise<Filed | null> {
  const rows: { id: string; ticket_id: string | null }[] = await tx.query(
    'SELECT id, ticket_id FROM messages WHERE raw_sha256 = $1 OR (source = $2 AND email_id = $3) LIMIT 1',
    [mail.raw?.sha256 ?? null, mail.source, mail.emailId],
  );
  const row = rows[0];
  return row === undefined ? null : { kind: 'message_known', messageId: row.id, ticketId: row.ticket_id };
}

/** A blocked sender continues nothing, whatever the proof; its mail is kept as spam. */
function blocked({ contactId }: KnownSender): ThreadDecision {
  const reason = 'sender_blocked';
  const saw = { contact_id: contactId };
  const trace = [{ matcher: 'blocked_sender', verdict: 'no_match' as const, reason, ticket_id: null, saw }];
  return { kind: 'open', ticketId: null, reason, trace };
}
