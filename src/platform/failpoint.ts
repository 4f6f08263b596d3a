/**
 * Moments between two steps of a mail's way at which the process can be made to die, in their order. Whatever it did by
 * then is there or is not, and the end must be the same (test/either-queue/failpoints.spec.ts).
 */
export const FAILPOINTS = [
  /** The signature is good, nothing is stored. */
  'delivery_verified',
  /** The row is committed; the provider has no answer, the queue knows nothing. */
  'event_recorded',
  /** The queue carries the job. */
  'job_sent',
  /** A worker has taken the job; for the database the event still waits. */
  'job_taken',
  /** A worker holds the lease and has done nothing. */
  'event_leased',
  /** The raw mail is in the blob store, and no row names it. A small one is read meanwhile, so this may come after the next two. */
  'raw_stored',
  'mail_read',
  /** The attached files are in the blob store, and no row names them. */
  'attachments_stored',
  /** Ticket, message, attachments and the end of the event are written, in a transaction that is open. */
  'event_finished',
  /** All of it is committed; the queue still waits for its job. */
  'event_committed',
] as const;

export type Failpoint = (typeof FAILPOINTS)[number];

let armed: Failpoint | null = null;

/** Called once, at start. */
export function armFailpoint(point: Failpoint | null): void {
  armed = point;
}

/** Ends the process as `kill -9` would, here and now, when this point is armed. Costs a comparison. */
export function failpoint(point: Failpoint): void {
  if (point === armed) process.kill(process.pid, 'SIGKILL');
}
