import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { NewEvidence } from '../new-evidence.js';
import { Suppressions } from '../suppressions.js';
import { type CsvRecord, csvRecords } from './csv-records.js';
import { BadRow, type Columns, findColumns, toEvidence } from './import-rows.js';

/**
 * Rows per transaction: enough to spread the fixed cost of its statements, few enough to finish in a moment. Larger
 * batches also fill the memory, because what lives as long as a transaction survives the collection of young garbage.
 */
const BATCH_ROWS = 400;

/** Faults listed in the answer; all are counted. */
const MAX_ERRORS_SHOWN = 1_000;

export interface ImportError {
  line: number;
  detail: string;
}

export interface ImportResult {
  /** Rows with data. */
  rows: number;
  /** New pieces of evidence. */
  recorded: number;
  /** Rows that said nothing new. */
  unchanged: number;
  /** Entries that were added to the list or changed. */
  changed: number;
  failed: number;
  errors: ImportError[];
}

/** Imports a file of addresses. Bad rows are reported; the others count. */
@Injectable()
export class SuppressionImport {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly suppressions: Suppressions,
  ) {}

  /**
   * Each batch commits on its own, and a known row changes nothing. So an import that broke off can be repeated
   * with the same file.
   */
  async run(chunks: AsyncIterable<Buffer>, actor: string): Promise<ImportResult> {
    const result: ImportResult = { rows: 0, recorded: 0, unchanged: 0, changed: 0, failed: 0, errors: [] };
    const now = new Date();
    let columns: Columns | null = null;
    let batch: NewEvidence[] = [];
    for await (const records of csvRecords(chunks)) {
      for (const record of records) {
        if (columns === null) {
          const found = findColumns(record);
          columns = found?.columns ?? { address: 0 };
          if (found?.isHeader === true) continue;
        }
        const evidence = read(record, columns, now, result);
        if (evidence !== null) batch.push(evidence);
        if (batch.length < BATCH_ROWS) continue;
        await this.store(batch, actor, result);
        batch = [];
      }
    }
    await this.store(batch, actor, result);
    return result;
  }

  private async store(batch: NewEvidence[], actor: string, result: ImportResult): Promise<void> {
    if (batch.length === 0) return;
    const { recorded, changes } = await this.database.transaction((tx) =>
      this.suppressions.record(tx, batch, actor),
    );
    result.recorded += recorded;
    result.unchanged += batch.length - recorded;
    result.changed += changes.length;
  }
}

function read(record: CsvRecord, columns: Columns, now: Date, result: ImportResult): NewEvidence | null {
  result.rows += 1;
  try {
    return toEvidence(record, columns, now);
  } catch (error) {
    if (!(error instanceof BadRow)) throw error;
    result.failed += 1;
    if (result.errors.length < MAX_ERRORS_SHOWN)
      result.errors.push({ line: record.line, detail: error.message });
    return null;
  }
}
