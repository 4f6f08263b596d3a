import type { EntityManager } from 'typeorm';
import { returning } from '../platform/database/returning.js';
import { checkVersion } from '../platform/http/if-match.js';
import type { ProblemType } from '../platform/problem/problem.js';

/**
 * Raises the version of a row, which also keeps others from changing the row until the transaction ends.
 *
 * @param seen the version the caller has seen; null accepts any
 * @throws Problem of the given type if somebody else was faster
 */
export async function countChange(
  tx: EntityManager,
  table: 'contacts' | 'mailboxes' | 'rules',
  id: string,
  seen: number | null,
  changed: ProblemType,
): Promise<void> {
  const [before] = await returning<{ version: number }>(
    tx,
    `UPDATE ${table} SET version = version + 1 WHERE id = $1 RETURNING version - 1 AS version`,
    [id],
  );
  if (before !== undefined) checkVersion(seen, before.version, changed);
}

/** The same for a ticket that the caller has locked; it also becomes the newest of its list. */
export async function countTicketChange(tx: EntityManager, id: string): Promise<void> {
  await tx.query('UPDATE tickets SET version = version + 1, updated_at = now() WHERE id = $1', [id]);
}
