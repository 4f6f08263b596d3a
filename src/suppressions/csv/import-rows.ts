import { readIsoTime } from '../../platform/iso-time.js';
import { addressKey } from '../address-key.js';
import { ALL_MAIL, SCOPE_PATTERN } from '../list-scope.js';
import { newEvidence, type NewEvidence } from '../new-evidence.js';
import type { EvidenceKind } from '../policy/evidence-kind.js';
import { type SuppressionReason, SUPPRESSION_REASONS } from '../suppression-reason.js';
import type { CsvRecord } from './csv-records.js';

/** The columns that are read, with the names that other systems use for them. All others are ignored. */
const COLUMN_NAMES = {
  address: ['address', 'email', 'email_address', 'email address', 'recipient'],
  reason: ['reason', 'origin'],
  scope: ['scope'],
  created_at: ['created_at', 'created', 'date'],
  expires_at: ['expires_at'],
  note: ['note'],
} as const;

type Column = keyof typeof COLUMN_NAMES;
export type Columns = Partial<Record<Column, number>>;

const KIND_OF_REASON: Record<SuppressionReason, EvidenceKind> = {
  bounce: 'permanent_bounce',
  complaint: 'complaint',
  manual: 'manual',
  provider: 'provider_suppression',
};

const MAX_NOTE_CHARACTERS = 1_000;

/** The message says what is wrong with the row. */
export class BadRow extends Error {}

/**
 * Finds the columns in the first record. A file without a header has addresses in its first column.
 *
 * @returns null if the record is neither a header nor begins with an address
 */
export function findColumns({ fields }: CsvRecord): { columns: Columns; isHeader: boolean } | null {
  const names = fields.map((field) => field.trim().toLowerCase());
  const columns: Columns = {};
  for (const column of Object.keys(COLUMN_NAMES) as Column[]) {
    const index = names.findIndex((name) => (COLUMN_NAMES[column] as readonly string[]).includes(name));
    if (index >= 0) columns[column] = index;
  }
  if (columns.address !== undefined) return { columns, isHeader: true };
  return addressKey(fields[0] ?? '') === null ? null : { columns: { address: 0 }, isHeader: false };
}

/**
 * Turns a row into evidence. Its key is built from the row itself, so that the same row in another file, or in a
 * repeated import, is nothing new.
 *
 * @throws BadRow
 */
export function toEvidence({ fields, fault }: CsvRecord, columns: Columns, now: Date): NewEvidence {
  if (fault !== null) throw new BadRow(fault);
  const text = (column: Column) => fields[columns[column] ?? -1]?.trim() ?? '';
  const address = addressKey(text('address'));
  if (address === null) throw new BadRow('address is no e-mail address');
  const reason = readReason(text('reason'));
  const scope = text('scope') || ALL_MAIL;
  if (!SCOPE_PATTERN.test(scope)) throw new BadRow('scope must be all, mailbox:<name> or stream:<name>');
  const createdAt = readTime('created_at', text('created_at'));
  if (createdAt !== null && createdAt > now) throw new BadRow('created_at lies in the future');
  const expiresAt = readTime('expires_at', text('expires_at'));
  if (expiresAt !== null && expiresAt <= now) throw new BadRow('expires_at is over');
  return newEvidence({
    address,
    scope,
    key: `import:${reason}:${createdAt?.toISOString() ?? ''}:${expiresAt?.toISOString() ?? ''}`,
    kind: KIND_OF_REASON[reason],
    occurredAt: createdAt ?? now,
    expiresAt,
    source: 'import',
    note: text('note').replaceAll('\0', '').slice(0, MAX_NOTE_CHARACTERS) || null,
  });
}

function readReason(text: string): SuppressionReason {
  const reason = text === '' ? 'manual' : text.toLowerCase();
  const known = SUPPRESSION_REASONS.find((one) => one === reason);
  if (known === undefined) throw new BadRow(`reason must be ${SUPPRESSION_REASONS.join(', ')} or empty`);
  return known;
}

function readTime(column: Column, text: string): Date | null {
  if (text === '') return null;
  const at = readIsoTime(text);
  if (at === null) throw new BadRow(`${column} must be an ISO 8601 time`);
  return at;
}
