import type { EntityManager } from 'typeorm';

/** Rows per transaction: milliseconds of locks. */
export const BATCH = 500;

/** Events with work left for a worker, or that somebody may want to replay to save a mail. */
export const IS_OPEN = "status IN ('received', 'processing', 'parked', 'failed')";

/** The position of a walk through a table; opaque to all but its purge. */
export type Place = string[];

/** One batch of a walk, committed as a whole. */
export interface Step {
  purged: number;
  /** Null at the end of the walk. */
  next: Place | null;
}

/**
 * How one class of data is purged. A walk skips rows that must stay, and the next walk continues where it ended. Once
 * per `BLOB_SWEEP_SECONDS`, and in a process that has just started, it begins at the oldest row.
 */
export interface Purge {
  /** Label of the metric. */
  name: 'raw' | 'attachments' | 'payloads' | 'logs' | 'audit';
  step(tx: EntityManager, olderThan: Date, from: Place | null): Promise<Step>;
}

/** The result of a purge's statement: how many rows were purged, and the last row examined. */
export interface StepRow {
  purged: number;
  last: Place | null;
}

export const toStep = (row: StepRow | undefined): Step => ({
  purged: row?.purged ?? 0,
  next: row?.last ?? null,
});
