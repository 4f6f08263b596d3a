import { unescape } from 'node:querystring';
import { addressKey } from '../../suppressions/address-key.js';
import type { Step } from '../person.js';

/** Entries of the audit log that are looked through in one transaction. */
const PORTION = 5_000;

/**
 * Takes the address out of the audit log, where the path `/v1/suppressions/<address>` names it, and the hash of the request's
 * body with it. Callers escape and spell an address as they like, so each path is read as its route reads it.
 */
export const forgetPaths: Step = async (tx, { addresses }, position) => {
  const entries = await tx.query<{ id: string; object: string }[]>(
    `SELECT id, object FROM audit_log
     WHERE object LIKE '/v1/suppressions/%' AND id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
     ORDER BY id LIMIT ${PORTION}`,
    [position],
  );
  const named = entries.filter(({ object }) => addresses.includes(addressIn(object)));
  await tx.query(`SET LOCAL postroom.erasure = 'on'`);
  await tx.query(
    `UPDATE audit_log SET object = '/v1/suppressions/erased', body_sha256 = NULL WHERE id = ANY($1::uuid[])`,
    [named.map(({ id }) => id)],
  );
  return entries.at(-1)?.id ?? null;
};

/** In the form of `addressKey`; empty when the path names none. */
function addressIn(path: string): string {
  const [, , , spelled = ''] = path.split('/');
  return addressKey(unescape(spelled)) ?? '';
}
