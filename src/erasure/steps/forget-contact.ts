import type { Step } from '../person.js';

/** The addresses go with the contact. */
export const forgetContact: Step = async (tx, { contactId }) => {
  await tx.query('DELETE FROM contacts WHERE id = $1', [contactId]);
  return null;
};
