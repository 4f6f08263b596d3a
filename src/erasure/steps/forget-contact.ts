import type { Step } from '../person.js';

/**
 * The addresses go with the contact, once it has no ticket.
 *
 * @param forgetTickets takes those that somebody has opened for the person in the meantime; from here on nobody can
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
