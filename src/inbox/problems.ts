import { problemType } from '../platform/problem/problem.js';

export const INBOX_OVERLOADED = problemType(
  'inbox-overloaded',
  503,
  'Too many events arrive at once',
  'More events arrive than can be stored. Nothing was stored; send it again after `Retry-After`.',
  {
    retryAfterSeconds: 5,
  },
);
export const EVENT_NOT_FOUND = problemType(
  'event-not-found',
  404,
  'There is no such event',
  "No event has this id. The provider's id of an event is its `delivery_id`.",
);
export const REPLAY_NOT_FOUND = problemType(
  'replay-not-found',
  404,
  'There is no such replay',
  'No replay has this id. `POST /v1/events/replay` returns the id of the replay.',
);
export const PAYLOAD_PURGED = problemType(
  'payload-purged',
  410,
  'The payload is no longer kept',
  'It was removed by retention, or because its sender was erased: there is nothing left to process the event from.',
);
export const EVENT_BUSY = problemType(
  'event-busy',
  409,
  'The event is being processed',
  'A worker is processing it. Wait until that has ended, then replay the event if that is still needed.',
);
