import type { EntityManager } from 'typeorm';
import { spellingsOf } from '../../suppressions/address-key.js';
import { indexShowing } from '../../tickets/search/index-words.js';
import type { ErasedMails } from '../../tickets/erased/erased-mails.js';
import { messageIdHash } from '../../tickets/threading/known-message-ids.js';
import type { Step } from '../person.js';
import { OF_NOBODY, REPORT_OF_NOBODY, WITHDRAWN } from './emptied-deliveries.js';
import { EMPTIED, forgetFetched } from './emptied-events.js';

/** Messages per portion. */
const PORTION = 50;

interface MessageRow {
  id: string;
  ticket_id: string | null;
  event_id: string | null;
  source: string;
  email_id: string | null;
  message_id: string;
  raw_sha256: string | null;
}

/**
 * Empties what the person wrote, anywhere, and everything in tickets that they requested. An empty message stays in its
 * place, so that others can follow their conversation.
 */
export const forgetMessages =
  (erasedMails: ErasedMails): Step =>
  async (tx, person) => {
    const messages: MessageRow[] = await tx.query(
      `SELECT id, ticket_id, event_id, source, email_id, message_id, raw_sha256 FROM messages
       WHERE NOT defects @> '{erased}' AND id IN (
         SELECT id FROM messages WHERE lower(from_address) = ANY($1)
         UNION SELECT message.id FROM messages AS message JOIN tickets ON tickets.id = message.ticket_id
               WHERE tickets.requester_id = $2)
       ORDER BY id LIMIT ${PORTION} FOR UPDATE`,
      [spellingsOf(person.addresses), person.contactId],
    );
    if (messages.length === 0) return null;
    await erasedMails.remember(tx, messages.map(identityOf));
    person.blobs.push(...(await blobsOf(tx, messages)));
    person.blobs.push(...(await forgetEvents(tx, messages)));
    await forgetDeliveries(tx, messages);
    await forgetTraces(tx, messages);
    await empty(tx, messages);
    await indexShowing(
      tx,
      messages.flatMap(({ ticket_id }) => ticket_id ?? []),
    );
    return messages.at(-1)!.id;
  };

const identityOf = ({ raw_sha256, source, email_id }: MessageRow) => ({
  rawSha256: raw_sha256,
  source,
  emailId: email_id,
});

const idsOf = (messages: MessageRow[]): string[] => messages.map(({ id }) => id);

async function blobsOf(tx: EntityManager, messages: MessageRow[]): Promise<string[]> {
  const files: { sha256: string }[] = await tx.query(
    'SELECT sha256 FROM attachments WHERE message_id = ANY($1::uuid[])',
    [idsOf(messages)],
  );
  const raws = messages.flatMap(({ raw_sha256 }) => raw_sha256 ?? []);
  return [...raws, ...files.map(({ sha256 }) => sha256)];
}

/**
 * Empties the events that brought the mails, and later ones about them. A worker that is replaying one loses it.
 *
 * @returns the blobs that were kept for them
 */
async function forgetEvents(tx: EntityManager, messages: MessageRow[]): Promise<string[]> {
  const events: { id: string }[] = await tx.query(
    `SELECT id FROM inbox_events WHERE id = ANY($1::uuid[])
     UNION SELECT id FROM inbox_events WHERE email_id = ANY($2)`,
    [messages.flatMap(({ event_id }) => event_id ?? []), messages.flatMap(({ email_id }) => email_id ?? [])],
  );
  const ids = events.map(({ id }) => id);
  await tx.query(`UPDATE inbox_events SET ${EMPTIED} WHERE id = ANY($1::uuid[])`, [ids]);
  return forgetFetched(tx, ids);
}

/** Withdraws what was not sent yet, and keeps what became of the rest without naming the person. */
async function forgetDeliveries(tx: EntityManager, messages: MessageRow[]): Promise<void> {
  await tx.query(
    `UPDATE outbound_mails SET recipients = '{}', ${WITHDRAWN}
     WHERE message_id = ANY($1::uuid[])`,
    [idsOf(messages)],
  );
  await tx.query(
    `UPDATE delivery_events SET ${OF_NOBODY}
     WHERE mail_key = ANY($1) OR message_id = ANY($2)`,
    [messages.flatMap(({ email_id }) => email_id ?? []), messages.map(({ message_id }) => message_id)],
  );
  await tx.query(
    `UPDATE delivery_reports SET ${REPORT_OF_NOBODY}
     WHERE event_id = ANY($1::uuid[]) OR original_message_id = ANY($2)`,
    [messages.flatMap(({ event_id }) => event_id ?? []), messages.map(({ message_id }) => message_id)],
  );
}

async function forgetTraces(tx: EntityManager, messages: MessageRow[]): Promise<void> {
  const tickets = messages.flatMap(({ ticket_id }) => ticket_id ?? []);
  await tx.query('DELETE FROM attachments WHERE message_id = ANY($1::uuid[])', [idsOf(messages)]);
  await tx.query(
    `UPDATE ticket_events SET data = '{}' WHERE ticket_id = ANY($1::uuid[]) AND message_id = ANY($2::uuid[])`,
    [tickets, idsOf(messages)],
  );
  await tx.query(
    'DELETE FROM ticket_message_ids WHERE ticket_id = ANY($1::uuid[]) AND message_id_hash = ANY($2)',
    [tickets, messages.map(({ message_id }) => messageIdHash(message_id))],
  );
}

async function empty(tx: EntityManager, messages: MessageRow[]): Promise<void> {
  await tx.query(
    `UPDATE messages
     SET from_name = '', from_address = '', "to" = '[]', cc = '[]', reply_to = '[]', subject = '(erased)',
         message_id = id || '@erased.invalid', in_reply_to = '{}', "references" = '{}', date_header = NULL,
         text = '', html = NULL, reply_text = '', signature = '', quoted_text = '', reports = '[]',
         authentication = NULL, held = NULL, trace = '[]', routing = '[]', headers = '[]', email_id = NULL,
         raw_sha256 = NULL, raw_size = NULL, raw_purged_at = now(), defects = '{erased}'
     WHERE id = ANY($1::uuid[])`,
    [idsOf(messages)],
  );
}
