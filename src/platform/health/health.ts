import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { BlobStore } from '../blobs/blob-store.js';
import { BLOB_STORE } from '../blobs/blob-store-token.js';
import { StorageUnavailable } from '../blobs/storage-errors.js';
import { tellUnreachable } from '../database/connection-error.js';
import { DatabaseRoom } from '../database/database-room.js';
import { IS_READ_ONLY, READ_ONLY } from '../database/writable.js';
import { inTime, TooLate } from '../in-time.js';

/** A check that hangs has failed. */
const CHECK_TIMEOUT_MS = 2_000;

/** Requests within this time share a result: anybody may ask without a key, and a check writes to the store. */
const KEPT_MS = 2_000;

/** Difference between our clock and the database's that makes a check fail; an alarm is raised long before. */
const UNBEARABLE_SKEW_MS = 10_000;

export interface CheckResult {
  ok: boolean;
  /** What is wrong, for an operator; null if nothing is. */
  detail: string | null;
}

/** Injection token for a `DatabaseTrouble`. */
export const DATABASE_TROUBLE = Symbol('DATABASE_TROUBLE');

/** Why the database is away, for an operator and without secrets; null if not known. */
export type DatabaseTrouble = () => string | null;

/** Whether this process can do its work. */
@Injectable()
export class Health {
  private kept: Promise<Record<string, CheckResult>> | null = null;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly room: DatabaseRoom,
    @Inject(DATABASE_TROUBLE) private readonly databaseTrouble: DatabaseTrouble,
  ) {}

  checks(): Promise<Record<string, CheckResult>> {
    const forget = () => (this.kept = null);
    return (this.kept ??= this.checkAll().finally(() => setTimeout(forget, KEPT_MS).unref()));
  }

  private async checkAll(): Promise<Record<string, CheckResult>> {
    const [database, storage] = await Promise.all([
      outcome(this.checkDatabase()).then((result) => this.explain(result)),
      outcome(this.blobs.check().then(() => null, tellStorage)),
    ]);
    return { database, storage };
  }

  private explain({ ok, detail }: CheckResult): CheckResult {
    const trouble = ok ? null : this.databaseTrouble();
    return { ok, detail: trouble === null ? detail : `${detail} ${trouble}` };
  }

  private async checkDatabase(): Promise<string | null> {
    const before = Date.now();
    const rows: { now: Date; is_read_only: boolean }[] = await this.database.query(
      `SELECT clock_timestamp() AS now, (${IS_READ_ONLY}) AS is_read_only`,
    );
    if (rows[0]!.is_read_only) return READ_ONLY;
    const skewMs = rows[0]!.now.getTime() - (before + Date.now()) / 2;
    if (!(await this.room.isThere())) return 'The disk under the database is full: nothing can be stored.';
    if (Math.abs(skewMs) <= UNBEARABLE_SKEW_MS) return null;
    return `The clock differs from the database's by ${Math.round(skewMs)} ms.`;
  }
}

/** An object store names its fault; a disk's errors have a code. */
function tellStorage(error: unknown): string {
  if (!(error instanceof StorageUnavailable)) throw error;
  return `Cannot be reached (${error.fault}).`;
}

async function outcome(check: Promise<string | null>): Promise<CheckResult> {
  try {
    const detail = await inTime(check, CHECK_TIMEOUT_MS);
    return { ok: detail === null, detail };
  } catch (error) {
    if (error instanceof TooLate) return { ok: false, detail: `No answer within ${CHECK_TIMEOUT_MS} ms.` };
    return { ok: false, detail: tellUnreachable(error) };
  }
}
