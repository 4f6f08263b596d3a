import { indexShowing } from '../../tickets/search/index-words.js';
import type { Step } from '../person.js';

const PORTION = 50;

/**
 * Empties the tickets that the person requested; number, times and status stay, for the statistics.
 *
 * @param forgetMessages empties what was written into a ticket until now: nothing would find it later, because the
 *   ticket then has no requester
 */
export const forgetTickets =
  (forgetMessages: Step): Step =>
  async (tx, person) => {
    const { contactId } = person;
    const tickets: { id: string }[] = await tx.query(
      `SELECT id FROM tickets WHERE requester_id = $1 ORDER BY id LIMIT ${PORTION} FOR UPDATE`,
      [contactId],
    );
    if (tickets.length === 0) return null;
    const emptied = await forgetMessages(tx, person, null);
    if (emptied !== null) return emptied;
    const ids = tickets.map(({ id }) => id);
    for (const table of ['ticket_participants', 'ticket_message_ids']) {
      await tx.query(`DELETE FROM ${table} WHERE ticket_id = ANY($1::uuid[])`, [ids]);
    }
    await tx.query(`UPDATE ticket_events SET data = '{}' WHERE ticket_id = ANY($1::uuid[])`, [ids]);
    await tx.query(
      `UPDATE tickets SET subject = '(erased)', requester_id = NULL, tags = '{}', version = version + 1
     WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    await indexShowing(tx, ids);
    return ids.at(-1)!;
  };
