import { problemType } from '../platform/problem/problem.js';

export const INBOX_OVERLOADED = problemType(
  'inbox-overloaded',
  503,
  'Too many events arrive at once',
  'More comes in than can be stored at once. Nothing was stored; send it again after `Retry-After`.',
  {
    retryAfterSeconds: 5,
  },
);
export const EVENT_NOT_FOUND = problemType(
  'event-not-found',
  404,
  'There is no such event',
  'No event has this id. What a provider calls its event is `delivery_id`.',
);
export const REPLAY_NOT_FOUND = problemType(
  'replay-not-found',
  404,
  'There is no such replay',
  'No replay has this id. `POST /v1/events/replay` answers the id of one.',
);
export const PAYLOAD_PURGED = problemType(
  'payload-purged',
  410,
  'The payload is not kept any more',
  'The time to keep it is over, or its sender was erased: there is nothing left to run the event from.',
);
export const EVENT_BUSY = problemType(
  'event-busy',
  409,
  'The event is being processed',
  'A worker is at it right now. Wait until the event has ended, and replay it then if that is still needed.',
);
