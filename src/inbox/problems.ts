import { problemType } from '../platform/problem/problem.js';

export const INBOX_OVERLOADED = problemType('inbox-overloaded', 503, 'Too many events arrive at once', {
  retryAfterSeconds: 5,
});
export const EVENT_NOT_FOUND = problemType('event-not-found', 404, 'There is no such event');
export const REPLAY_NOT_FOUND = problemType('replay-not-found', 404, 'There is no such replay');
export const PAYLOAD_PURGED = problemType('payload-purged', 410, 'The payload is not kept any more');
export const EVENT_BUSY = problemType('event-busy', 409, 'The event is being processed');
