import type { ErasedSuppressions } from '../../suppressions/erased-suppressions.js';
import type { Step } from '../person.js';

const LIST_TABLES = [
  'suppressions',
  'suppression_evidence',
  'suppression_history',
  'suppression_life_signs',
  'provider_suppressions',
];

/** Keeps entries under a keyed hash of the address, so that nobody mails an erased person by mistake. */
export const forgetSuppressions =
  (erased: ErasedSuppressions): Step =>
  async (tx, { addresses }) => {
    for (const address of addresses) await erased.remember(tx, address);
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
