/**
 * SET clause that gives an event back to the workers as if it were new, whatever became of it; when it is due is left to
 * the caller. A job that the queue still knows of it says nothing any more.
 */
export const RUN_AGAIN = `status = 'received', attempts = 0, dispatches = dispatches + 1, finished_at = NULL,
                          lease_token = NULL, lease_until = NULL, runnable_since = now()`;

/** Since when an event waits for its end: one that was run again is not as old as it looks. */
export const RUNNABLE_SINCE = 'coalesce(runnable_since, received_at)';
