import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { arrayLiteral } from '../platform/database/array-literal.js';
import { ALL_MAIL } from './list-scope.js';
import { EVIDENCE_KINDS, type EvidenceKind } from './policy/evidence-kind.js';
import type { SuppressionEvidence } from './suppression-evidence.entity.js';

/** Evidence to be recorded; `address` in any spelling. */
export type NewEvidence = Omit<SuppressionEvidence, 'id' | 'policyVersion'>;

type Told = Pick<NewEvidence, 'address' | 'key' | 'kind' | 'occurredAt' | 'source'> & Partial<NewEvidence>;

/**
 * Fills in null for what is missing, and the reason that follows from the kind. The members are written out because an
 * import makes a million of these objects, and spreading takes ten times the memory.
 */
export function newEvidence(told: Told): NewEvidence {
  return {
    address: told.address,
    scope: told.scope ?? ALL_MAIL,
    key: told.key,
    kind: told.kind,
    reason: told.reason === undefined ? EVIDENCE_KINDS[told.kind].reason : told.reason,
    occurredAt: told.occurredAt,
    expiresAt: told.expiresAt ?? null,
    source: told.source,
    eventId: told.eventId ?? null,
    emailId: told.emailId ?? null,
    bounceType: told.bounceType ?? null,
    bounceSubtype: told.bounceSubtype ?? null,
    diagnosticCode: told.diagnosticCode ?? null,
    note: told.note ?? null,
  };
}

/** The columns, their types, and how to get their values. */
const COLUMNS: [
  name: string,
  type: string,
  value: (piece: SuppressionEvidence) => string | number | Date | null,
][] = [
  ['id', 'uuid', (piece) => piece.id],
  ['address', 'text', (piece) => piece.address],
  ['scope', 'text', (piece) => piece.scope],
  ['key', 'text', (piece) => piece.key],
  ['kind', 'text', (piece): EvidenceKind => piece.kind],
  ['reason', 'text', (piece) => piece.reason],
  ['occurred_at', 'timestamptz', (piece) => piece.occurredAt],
  ['expires_at', 'timestamptz', (piece) => piece.expiresAt],
  ['source', 'text', (piece) => piece.source],
  ['event_id', 'uuid', (piece) => piece.eventId],
  ['email_id', 'text', (piece) => piece.emailId],
  ['bounce_type', 'text', (piece) => piece.bounceType],
  ['bounce_subtype', 'text', (piece) => piece.bounceSubtype],
  ['diagnostic_code', 'text', (piece) => piece.diagnosticCode],
  ['note', 'text', (piece) => piece.note],
  ['policy_version', 'int', (piece) => piece.policyVersion],
];

const INSERT = `
  INSERT INTO suppression_evidence (${COLUMNS.map(([name]) => name).join(', ')})
  SELECT * FROM unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
  ON CONFLICT (address, scope, key) DO NOTHING
  RETURNING id`;

/** @returns the pieces that were new */
export async function insertEvidence(
  tx: EntityManager,
  evidence: readonly NewEvidence[],
  policyVersion: number,
): Promise<SuppressionEvidence[]> {
  const pieces = evidence.map((piece) => Object.assign(newEvidence(piece), { id: uuidv7(), policyVersion }));
  const rows = await tx.query<{ id: string }[]>(
    INSERT,
    COLUMNS.map(([, , value]) => arrayLiteral(pieces.map(value))),
  );
  const inserted = new Set(rows.map(({ id }) => id));
  return pieces.filter(({ id }) => inserted.has(id));
}

/** The pieces that are not recorded yet. Locks nothing, so the insert has the last word. */
export async function withoutKnown(
  tx: EntityManager,
  evidence: readonly NewEvidence[],
): Promise<NewEvidence[]> {
  const rows = await tx.query<{ place: number }[]>(
    `SELECT place::int AS place
     FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS wanted (address, scope, key, place)
     JOIN suppression_evidence USING (address, scope, key)`,
    [
      arrayLiteral(evidence.map(({ address }) => address)),
      arrayLiteral(evidence.map(({ scope }) => scope)),
      arrayLiteral(evidence.map(({ key }) => key)),
    ],
  );
  const known = new Set(rows.map(({ place }) => place - 1));
  return evidence.filter((_piece, index) => !known.has(index));
}
