import type { EntityManager } from 'typeorm';

/** Rows of one transaction: milliseconds of locks. */
export const BATCH = 500;

/** Events that a worker still owes something, or that somebody may want to run again to save a mail. */
export const IS_OPEN = "status IN ('received', 'processing', 'parked', 'failed')";

/** Where a walk through a table is; opaque to everybody but its purge. */
export type Place = string[];

/** One batch of a walk, committed as a whole. */
export interface Step {
  purged: number;
  /** Null when the walk has come to the end. */
  next: Place | null;
}

/**
 * How one class of data goes. A walk passes what it may not touch, and the next one goes on where it ended. Once in
 * `BLOB_SWEEP_SECONDS`, and in a process that has just started, it begins at the oldest row.
 */
export interface Purge {
  /** Label of the metric. */
  name: 'raw' | 'attachments' | 'payloads' | 'logs' | 'audit';
  step(tx: EntityManager, olderThan: Date, from: Place | null): Promise<Step>;
}

/** What a purge's statement answers: how many went, and the last row it looked at. */
export interface StepRow {
  purged: number;
  last: Place | null;
}

export const toStep = (row: StepRow | undefined): Step => ({
  purged: row?.purged ?? 0,
  next: row?.last ?? null,
});
