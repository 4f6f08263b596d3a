/**
 * Points between two steps of processing a mail at which the process can be killed, in order. Whatever it did before is
 * there or is not, and the result must be the same (test/either-queue/failpoints.spec.ts).
 */
export const FAILPOINTS = [
  /** The signature is valid; nothing is stored. */
  'delivery_verified',
  /** The row is committed; the provider has no answer, the queue has no job. */
  'event_recorded',
  /** The queue has the job. */
  'job_sent',
  /** A worker has taken the job; in the database the event still waits. */
  'job_taken',
  /** A worker holds the lease and has done nothing. */
  'event_leased',
  /**
   * The raw mail is in the blob store; no row names it. Small mail is read meanwhile: this may come after the next two.
   */
  'raw_stored',
  'mail_read',
  /** The attached files are in the blob store; no row names them. */
  'attachments_stored',
  /** Ticket, message, attachments and the end of the event are written, in an open transaction. */
  'event_finished',
  /** All of it is committed; the queue still waits for its job to end. */
  'event_committed',
] as const;

export type Failpoint = (typeof FAILPOINTS)[number];

let armed: Failpoint | null = null;

/** Called once, at start. */
export function armFailpoint(point: Failpoint | null): void {
  armed = point;
}

/** Kills the process as `kill -9` would if this point is armed. Costs one comparison. */
export function failpoint(point: Failpoint): void {
  if (point === armed) process.kill(process.pid, 'SIGKILL');
}
