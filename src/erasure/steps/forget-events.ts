import type { EntityManager } from 'typeorm';
import { returning } from '../../platform/database/returning.js';
import type { Providers } from '../../providers/registry.js';
import { spellingsOf } from '../../suppressions/address-key.js';
import type { ErasedMails } from '../../tickets/erased/erased-mails.js';
import type { Person, Step } from '../person.js';
import { type StoredEvent, whoseEvent } from '../whose-event.js';
import { withoutAddresses } from '../without-addresses.js';
import { EMPTIED, forgetFetched } from './emptied-events.js';

/** Events examined in one transaction. */
const PORTION = 500;

interface NamingEvent extends StoredEvent {
  id: string;
}

interface EmptiedMail {
  id: string;
  source: string;
  email_id: string | null;
  kind: string;
  raw_sha256: string | null;
}

/**
 * Empties every stored event of the person, whatever became of it. A mail that waits or failed has no message yet. A
 * mail that is being filed loses its event, so it is filed before or not at all. If an event concerns others too, only
 * the addresses are removed; mail that others sent stays theirs. All events are read, because payloads have no index.
 */
export const forgetEvents =
  (erasedMails: ErasedMails, providers: Providers): Step =>
  async (tx, person, position) => {
    const { addresses } = person;
    const [end] = await tx.query<{ id: string }[]>(
      `SELECT id FROM (SELECT id FROM inbox_events WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
                       ORDER BY id LIMIT ${PORTION}) AS portion ORDER BY id DESC LIMIT 1`,
      [position],
    );
    if (end === undefined) return null;
    const events = await eventsNaming(tx, addresses, position, end.id);
    const whose = new Map(events.map((event) => [event, whoseEvent(event, addresses, providers)]));
    await forgetTheirs(
      tx,
      events.filter((event) => whose.get(event) === 'theirs'),
      person,
      erasedMails,
    );
    for (const event of events.filter((event) => whose.get(event) === 'shared')) {
      await forgetAddresses(tx, event, addresses);
    }
    await forgetOutcomes(tx, addresses, position, end.id);
    return end.id;
  };

/** Events whose payload contains an address, even as part of a longer one. */
function eventsNaming(
  tx: EntityManager,
  addresses: string[],
  after: string | null,
  upTo: string,
): Promise<NamingEvent[]> {
  return tx.query(
    `SELECT id, source, delivery_id AS "deliveryId", kind, payload FROM inbox_events
     WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') AND id <= $2
       AND EXISTS (SELECT FROM unnest($3::text[]) AS spelling WHERE strpos(lower(payload), spelling) > 0)
     FOR UPDATE`,
    [after, upTo, spellingsOf(addresses)],
  );
}

async function forgetTheirs(
  tx: EntityManager,
  events: NamingEvent[],
  { blobs }: Person,
  erasedMails: ErasedMails,
): Promise<void> {
  const emptied = await returning<EmptiedMail>(
    tx,
    `WITH theirs AS (SELECT id, payload FROM inbox_events WHERE id = ANY($1::uuid[]))
     UPDATE inbox_events SET ${EMPTIED} FROM theirs WHERE inbox_events.id = theirs.id
     RETURNING inbox_events.id, source, email_id, kind,
               CASE WHEN source = 'inbound' THEN theirs.payload::jsonb #>> '{raw,sha256}' END AS raw_sha256`,
    [events.map(({ id }) => id)],
  );
  const mails = emptied.filter(({ kind }) => kind === 'received');
  await erasedMails.remember(
    tx,
    mails.map(({ source, email_id, raw_sha256 }) => ({ rawSha256: raw_sha256, source, emailId: email_id })),
  );
  const fetched = await forgetFetched(
    tx,
    mails.map(({ id }) => id),
  );
  blobs.push(...mails.flatMap(({ raw_sha256 }) => raw_sha256 ?? []), ...fetched);
}

/** A worker that has the event loses it, and another one starts with what is left. */
async function forgetAddresses(tx: EntityManager, event: NamingEvent, addresses: string[]): Promise<void> {
  await tx.query(
    `UPDATE inbox_events
     SET payload = $2, lease_token = NULL, lease_until = CASE status WHEN 'processing' THEN now() END,
         due_at = CASE status WHEN 'processing' THEN now() ELSE due_at END
     WHERE id = $1`,
    [event.id, withoutAddresses(event.payload, spellingsOf(addresses))],
  );
}

/** Forgets what events changed on the list, including the events of bounce mails. */
async function forgetOutcomes(
  tx: EntityManager,
  addresses: string[],
  after: string | null,
  upTo: string,
): Promise<void> {
  await tx.query(
    `UPDATE inbox_events
     SET outcome = jsonb_set(outcome, '{suppressions}', (outcome->'suppressions') - $3::text[])
     WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') AND id <= $2
       AND outcome->'suppressions' ?| $3::text[]`,
    [after, upTo, addresses],
  );
}
