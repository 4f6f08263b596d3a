import { unescape } from 'node:querystring';
import { addressKey } from '../../suppressions/address-key.js';
import type { Step } from '../person.js';

/** Audit log entries examined in one transaction. */
const PORTION = 5_000;

/**
 * Removes the address from the audit log, where the path `/v1/suppressions/<address>` names it, with the hash of the
 * request's body. Callers escape and spell addresses as they like, so each path is decoded as by its route.
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

/** In the form of `addressKey`; empty if the path names none. */
function addressIn(path: string): string {
  const [, , , spelled = ''] = path.split('/');
  return addressKey(unescape(spelled)) ?? '';
}
