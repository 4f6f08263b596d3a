/**
 * SET clause that gives an event back to the workers as if it were new, whatever became of it; the caller sets
 * `due_at`. A job that the queue still has for it no longer counts.
 */
export const RUN_AGAIN = `status = 'received', attempts = 0, dispatches = dispatches + 1, finished_at = NULL,
                          lease_token = NULL, lease_until = NULL, runnable_since = now()`;

/** Since when an event has waited to end: since it was run again, or else since it came in. */
export const RUNNABLE_SINCE = 'coalesce(runnable_since, received_at)';
