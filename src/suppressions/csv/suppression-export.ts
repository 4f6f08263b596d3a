import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { EntryKey } from '../entries.js';
import { csvField } from './csv-records.js';

/** The columns in order; an import reads the first six. */
const COLUMNS = [
  'address',
  'scope',
  'reason',
  'created_at',
  'expires_at',
  'note',
  'kind',
  'source',
  'event_id',
  'email_id',
  'bounce_type',
  'bounce_subtype',
  'diagnostic_code',
  'policy_version',
] as const;

const PAGE_ROWS = 5_000;

type Row = EntryKey & Record<(typeof COLUMNS)[number], string | number | Date | null>;

/** Writes the list as CSV (RFC 4180), page by page, in order of address. */
@Injectable()
export class SuppressionExport {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  stream(scope: string | null): Readable {
    return Readable.from(this.lines(scope), { objectMode: false });
  }

  private async *lines(scope: string | null): AsyncGenerator<string> {
    yield `${COLUMNS.join(',')}\r\n`;
    let last: EntryKey = { address: '', scope: '' };
    for (;;) {
      const rows = await this.page(last, scope);
      if (rows.length > 0) yield rows.map(toLine).join('');
      if (rows.length < PAGE_ROWS) return;
      last = rows.at(-1)!;
    }
  }

  private page(after: EntryKey, scope: string | null): Promise<Row[]> {
    return this.database.query(
      `SELECT entry.address, entry.scope, entry.reason, entry.created_at, entry.expires_at, evidence.note,
         evidence.kind, evidence.source, evidence.event_id, evidence.email_id, evidence.bounce_type,
         evidence.bounce_subtype, evidence.diagnostic_code, evidence.policy_version
       FROM suppressions AS entry JOIN suppression_evidence AS evidence ON evidence.id = entry.evidence_id
       WHERE (entry.address, entry.scope) > ($1, $2) AND ($3::text IS NULL OR entry.scope = $3)
         AND is_suppressed AND (entry.expires_at IS NULL OR entry.expires_at > now())
       ORDER BY entry.address, entry.scope LIMIT ${PAGE_ROWS}`,
      [after.address, after.scope, scope],
    );
  }
}

function toLine(row: Row): string {
  const fields = COLUMNS.map((column) => {
    const value = row[column];
    if (value instanceof Date) return value.toISOString();
    return csvField(value === null ? null : String(value));
  });
  return `${fields.join(',')}\r\n`;
}
