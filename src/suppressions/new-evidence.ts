import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { EntryKey } from './entries.js';
import { ALL_MAIL } from './list-scope.js';
import { EVIDENCE_KINDS, type EvidenceKind } from './policy/evidence-kind.js';
import type { SuppressionEvidence } from './suppression-evidence.entity.js';

/** A proof that is to be recorded; `address` in any spelling. */
export type NewEvidence = Omit<SuppressionEvidence, 'id' | 'policyVersion'>;

type Told = Pick<NewEvidence, 'address' | 'key' | 'kind' | 'occurredAt' | 'source'> & Partial<NewEvidence>;

/** Fills in what a kind of evidence does not have, and the reason that follows from the kind. */
export function newEvidence(told: Told): NewEvidence {
  return {
    scope: ALL_MAIL,
    reason: EVIDENCE_KINDS[told.kind].reason,
    expiresAt: null,
    eventId: null,
    emailId: null,
    bounceType: null,
    bounceSubtype: null,
    diagnosticCode: null,
    note: null,
    ...told,
  };
}

/** Column, its type, and where its values come from. */
const COLUMNS: [name: string, type: string, value: (piece: NewEvidence) => unknown][] = [
  ['id', 'uuid', () => uuidv7()],
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
];

const INSERT = `
  INSERT INTO suppression_evidence (${COLUMNS.map(([name]) => name).join(', ')}, policy_version)
  SELECT *, $${COLUMNS.length + 1}::int
  FROM unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
  ON CONFLICT (address, scope, key) DO NOTHING
  RETURNING address, scope`;

/** @returns one key for every piece that was not known yet */
export function insertEvidence(
  tx: EntityManager,
  evidence: readonly NewEvidence[],
  policyVersion: number,
): Promise<EntryKey[]> {
  return tx.query(INSERT, [...COLUMNS.map(([, , value]) => evidence.map(value)), policyVersion]);
}
