import type { EntityManager } from 'typeorm';
import { returning } from '../../platform/database/returning.js';
import type { KeyedHash } from '../../platform/secrets/keyed-hash.js';
import { indexAgain } from '../../tickets/search/index-words.js';
import type { Step } from '../person.js';

/** The addresses where they stand in other people's conversations, in what we sent, and in what we told others. */
export const forgetMentions: Step = async (tx, { addresses }) => {
  await tx.query('DELETE FROM ticket_participants WHERE address = ANY($1)', [addresses]);
  const tickets = await returning<{ root_id: string }>(
    tx,
    `WITH mails AS (
       UPDATE outbound_mails
       SET recipients = ARRAY(SELECT unnest(recipients) EXCEPT SELECT unnest($1::text[])), request = '{}',
           state = CASE state WHEN 'done' THEN state ELSE 'failed' END,
           failure = CASE state WHEN 'done' THEN failure ELSE 'recipient_erased' END, lease_token = NULL
       WHERE recipients && $1::text[] RETURNING message_id
     )
     UPDATE messages SET "to" = ${others('"to"')}, cc = ${others('cc')}
     FROM mails, tickets WHERE messages.id = mails.message_id AND tickets.id = messages.ticket_id
     RETURNING tickets.root_id`,
    [addresses],
  );
  for (const root of new Set(tickets.map(({ root_id }) => root_id))) await indexAgain(tx, root);
  await tx.query(
    `UPDATE delivery_events SET recipient = NULL, recipients = '{}', diagnostic_code = NULL, reason = NULL
     WHERE recipients && $1::text[] OR recipient = ANY($1)`,
    [addresses],
  );
  await tx.query(
    `UPDATE delivery_reports SET recipient = NULL, verified_recipient = NULL, diagnostic_code = NULL
     WHERE lower(recipient) = ANY($1) OR verified_recipient = ANY($1)`,
    [addresses],
  );
  await tx.query(`UPDATE notifications SET data = data - 'address' WHERE data->>'address' = ANY($1)`, [
    addresses,
  ]);
  await forgetPaths(tx, addresses);
  return null;
};

const others = (column: string): string => `coalesce((
  SELECT jsonb_agg(person) FROM jsonb_array_elements(messages.${column}) AS person
  WHERE NOT lower(person->>'address') = ANY($1)), '[]')`;

/** `/v1/suppressions/<address>` in the audit log, as it came in the URL. The hash of a body that names it goes too. */
async function forgetPaths(tx: EntityManager, addresses: string[]): Promise<void> {
  await tx.query(`SET LOCAL postroom.erasure = 'on'`);
  await tx.query(
    `UPDATE audit_log SET object = regexp_replace(object, '^(/v1/[a-z-]+/)[^/]+', '\\1erased'), body_sha256 = NULL
     WHERE object LIKE '/v1/suppressions/%' AND EXISTS (
       SELECT FROM unnest($1::text[]) AS address WHERE strpos(lower(object), address) > 0)`,
    [addresses.flatMap((address) => [address, encodeURIComponent(address).toLowerCase()])],
  );
}

/** What the list says stays under a keyed hash of the address: nobody mails an erased person by mistake. */
export const forgetSuppressions =
  (hash: KeyedHash): Step =>
  async (tx, { addresses }) => {
    for (const address of addresses) {
      await tx.query(
        `INSERT INTO erased_suppressions (address_hash, scope, reason, expires_at)
         SELECT $2, scope, reason, expires_at FROM suppressions WHERE address = $1 AND is_suppressed
         ON CONFLICT (address_hash, scope) DO UPDATE SET reason = excluded.reason, expires_at = excluded.expires_at`,
        [address, hash.of('address', address)],
      );
    }
    for (const table of LIST_TABLES) {
      await tx.query(`DELETE FROM ${table} WHERE address = ANY($1)`, [addresses]);
    }
    await tx.query(
      `UPDATE ambiguous_reports
       SET recipients = ARRAY(SELECT unnest(recipients) EXCEPT SELECT unnest($1::text[])),
           settled_address = CASE WHEN settled_address = ANY($1) THEN NULL ELSE settled_address END,
           diagnostic_code = NULL
       WHERE recipients && $1::text[]`,
      [addresses],
    );
    return null;
  };

const LIST_TABLES = [
  'suppressions',
  'suppression_evidence',
  'suppression_history',
  'suppression_life_signs',
  'provider_suppressions',
];
