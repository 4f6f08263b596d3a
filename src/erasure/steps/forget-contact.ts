import type { Step } from '../person.js';

/**
 * Removes the contact and its addresses, once it has no ticket.
 *
 * @param forgetTickets empties tickets opened for the person meanwhile; from here on nobody can open one
 */
export const forgetContact =
  (forgetTickets: Step): Step =>
  async (tx, person) => {
    const { contactId } = person;
    await tx.query('SELECT FROM contacts WHERE id = $1 FOR UPDATE', [contactId]);
    const emptied = await forgetTickets(tx, person, null);
    if (emptied === null) await tx.query('DELETE FROM contacts WHERE id = $1', [contactId]);
    return emptied;
  };
