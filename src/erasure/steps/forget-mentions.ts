import type { EntityManager } from 'typeorm';
import { spellingsOf } from '../../suppressions/address-key.js';
import type { Step } from '../person.js';
import { REPORT_OF_NOBODY } from './emptied-deliveries.js';
import { forgetOutgoing } from './forget-outgoing.js';

/** Removes the addresses from other people's conversations, from what we sent, and from what we told others. */
export const forgetMentions: Step = async (tx, { addresses }) => {
  await tx.query('DELETE FROM ticket_participants WHERE address = ANY($1)', [addresses]);
  await forgetOutgoing(tx, addresses);
  await forgetDeliveries(tx, addresses);
  await tx.query(`UPDATE notifications SET data = data - 'address' WHERE data->>'address' = ANY($1)`, [
    addresses,
  ]);
  return null;
};

/** Keeps what became of a mail without naming the person; what is known about its other recipients stays. */
async function forgetDeliveries(tx: EntityManager, addresses: string[]): Promise<void> {
  const unlessNamed = (column: string) => `
    CASE WHEN recipient = ANY($1) OR EXISTS (SELECT FROM unnest($2::text[]) AS spelling
                                             WHERE strpos(lower(${column}), spelling) > 0)
         THEN NULL ELSE ${column} END`;
  await tx.query(
    `UPDATE delivery_events
     SET recipient = CASE WHEN recipient = ANY($1) THEN NULL ELSE recipient END,
         recipients = ARRAY(SELECT unnest(recipients) EXCEPT SELECT unnest($1::text[])),
         diagnostic_code = ${unlessNamed('diagnostic_code')}, reason = ${unlessNamed('reason')}
     WHERE recipients && $1::text[]`,
    [addresses, spellingsOf(addresses)],
  );
  await tx.query(
    `UPDATE delivery_reports SET ${REPORT_OF_NOBODY}
     WHERE lower(recipient) = ANY($1) OR verified_recipient = ANY($1)`,
    [spellingsOf(addresses)],
  );
}
