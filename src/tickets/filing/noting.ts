import type { Sql } from '../../platform/database/sql.js';
import { BY_MAIL, BY_SYSTEM, type NewTicketEvent, recordingEvents } from '../events/record-event.js';
import { indexingMessage } from '../search/index-words.js';
import { rememberingMessageIds } from '../threading/known-message-ids.js';
import type { Case, Filed } from './place.js';

/** Writes what later mails, searches and the timeline need. */
export function noting(
  { mail, thread, rules }: Case,
  { ticketId, kind, messageId }: { ticketId: string; kind: Filed['kind']; messageId: string },
): Sql[] {
  const mentioned = [...mail.inReplyTo, ...mail.references];
  const people = [...(mail.from === null ? [] : [mail.from]), ...mail.to, ...mail.cc];
  const data = {
    reason: thread.reason,
    ...(kind === 'message_held' && { claimed_ticket_id: thread.ticketId }),
  };
  const event = { ticketId, actor: BY_MAIL, messageId };
  const received = kind === 'message_held' ? 'message_held' : 'message_received';
  const events: NewTicketEvent[] = [{ ...event, kind: received, data }];
  if (kind !== 'ticket_continued') events.unshift({ ...event, kind: 'opened' });
  if (kind !== 'ticket_continued' && rules.fired.length > 0) {
    events.push({ ...event, actor: BY_SYSTEM, kind: 'rule_applied', data: { ...rules } });
  }
  return [
    rememberingMessageIds({ ticketId, messageId: mail.messageId, mentioned }),
    indexingMessage({ ticketId, subject: mail.subject, people, text: mail.text }),
    recordingEvents(events),
  ];
}
