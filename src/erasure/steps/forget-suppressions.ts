import type { KeyedHash } from '../../platform/secrets/keyed-hash.js';
import type { Step } from '../person.js';

const LIST_TABLES = [
  'suppressions',
  'suppression_evidence',
  'suppression_history',
  'suppression_life_signs',
  'provider_suppressions',
];

/**
 * Keeps the entry under a keyed hash of the address, so that nobody mails an erased person by mistake. What was learnt
 * meanwhile adds to it and takes nothing back.
 */
export const forgetSuppressions =
  (hash: KeyedHash): Step =>
  async (tx, { addresses }) => {
    for (const address of addresses) {
      await tx.query(
        `INSERT INTO erased_suppressions AS kept (address_hash, scope, reason, expires_at)
         SELECT $2, scope, reason, expires_at FROM suppressions WHERE address = $1 AND is_suppressed
         ON CONFLICT (address_hash, scope) DO UPDATE
           SET reason = CASE kept.reason WHEN 'complaint' THEN kept.reason ELSE excluded.reason END,
               expires_at = CASE WHEN kept.expires_at IS NULL OR excluded.expires_at IS NULL THEN NULL
                                 ELSE greatest(kept.expires_at, excluded.expires_at) END`,
        [address, hash.of('address', address)],
      );
    }
    for (const table of LIST_TABLES) {
      await tx.query(`DELETE FROM ${table} WHERE address = ANY($1)`, [addresses]);
    }
    await tx.query(
      `UPDATE ambiguous_reports
       SET recipients = ARRAY(SELECT unnest(recipients) EXCEPT SELECT unnest($1::text[])),
           settled_address = CASE WHEN settled_address = ANY($1) THEN NULL ELSE settled_address END,
           diagnostic_code = NULL
       WHERE recipients && $1::text[]`,
      [addresses],
    );
    return null;
  };
