import { returning } from '../../platform/database/returning.js';
import { indexShowing } from '../../tickets/search/index-words.js';
import type { Step } from '../person.js';
import { OF_NOBODY, REPORT_OF_NOBODY, WITHDRAWN } from './emptied-deliveries.js';

/** The addresses where they stand in other people's conversations, in what we sent, and in what we told others. */
export const forgetMentions: Step = async (tx, { addresses }) => {
  await tx.query('DELETE FROM ticket_participants WHERE address = ANY($1)', [addresses]);
  const answers = await returning<{ ticket_id: string | null }>(
    tx,
    `WITH mails AS (
       UPDATE outbound_mails
       SET recipients = ARRAY(SELECT unnest(recipients) EXCEPT SELECT unnest($1::text[])), ${WITHDRAWN}
       WHERE recipients && $1::text[] RETURNING message_id
     )
     UPDATE messages SET "to" = ${others('"to"')}, cc = ${others('cc')}
     FROM mails WHERE messages.id = mails.message_id
     RETURNING messages.ticket_id`,
    [addresses],
  );
  await indexShowing(
    tx,
    answers.flatMap(({ ticket_id }) => ticket_id ?? []),
  );
  await tx.query(
    `UPDATE delivery_events SET ${OF_NOBODY}
     WHERE recipients && $1::text[] OR recipient = ANY($1)`,
    [addresses],
  );
  await tx.query(
    `UPDATE delivery_reports SET ${REPORT_OF_NOBODY}
     WHERE lower(recipient) = ANY($1) OR verified_recipient = ANY($1)`,
    [addresses],
  );
  await tx.query(`UPDATE notifications SET data = data - 'address' WHERE data->>'address' = ANY($1)`, [
    addresses,
  ]);
  return null;
};

const others = (column: string): string => `coalesce((
  SELECT jsonb_agg(person) FROM jsonb_array_elements(messages.${column}) AS person
  WHERE NOT lower(person->>'address') = ANY($1)), '[]')`;
