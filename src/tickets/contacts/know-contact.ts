import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Sql, sql } from '../../platform/database/sql.js';

/**
 * The contact of an address, created if there is none; it keeps its first display name. It can be neither merged nor
 * erased until the transaction ends.
 *
 * @returns the contact's id
 */
export async function knowContact(tx: EntityManager, address: string, name: string): Promise<string> {
  const known: { contact_id: string }[] = await tx.query(
    `WITH known AS (SELECT contacts.id AS contact_id
                    FROM contacts JOIN contact_addresses ON contacts.id = contact_id
                    WHERE address = $1 FOR KEY SHARE OF contacts),
          named AS (UPDATE contacts SET name = $2, version = version + 1
                    FROM known WHERE id = known.contact_id AND name = '' AND $2 <> '')
     SELECT contact_id FROM known`,
    [address, name],
  );
  if (known[0] !== undefined) return known[0].contact_id;
  const id = uuidv7();
  const added: unknown[] = await tx.query(
    `WITH contact AS (INSERT INTO contacts (id, name) VALUES ($2, $3) RETURNING id)
     INSERT INTO contact_addresses (address, contact_id, is_primary) SELECT $1, id, true FROM contact
     ON CONFLICT (address) DO NOTHING RETURNING address`,
    [address, id, name],
  );
  if (added.length > 0) return id;
  // another worker was faster, or a merge moved the address: use its contact; nobody has seen ours
  await tx.query('DELETE FROM contacts WHERE id = $1', [id]);
  return knowContact(tx, address, name);
}

/** Creates a contact for an address that has none yet. */
export const makingContact = (id: string, address: string, name: string): Sql[] => [
  sql`INSERT INTO contacts (id, name) VALUES (${id}, ${name})`,
  sql`INSERT INTO contact_addresses (address, contact_id, is_primary) VALUES (${address}, ${id}, true)`,
];

/** Does nothing if the contact has a name. */
export const namingContact = (id: string, name: string): Sql =>
  sql`UPDATE contacts SET name = ${name}, version = version + 1 WHERE id = ${id} AND name = ''`;
