import { problemType } from '../platform/problem/problem.js';

export const WEBHOOK_NOT_FOUND = problemType(
  'webhook-not-found',
  404,
  'There is no such webhook',
  'It was deleted, or never made.',
);
export const DELIVERY_NOT_FOUND = problemType(
  'webhook-delivery-not-found',
  404,
  'There is no such delivery',
  'The webhook has none of this id, or its time to be kept is over.',
);
export const WEBHOOK_CHANGED = problemType(
  'webhook-changed',
  412,
  'The webhook has changed meanwhile',
  'Somebody changed it after you read it. Read it again, decide anew, and send the new ETag.',
);
export const WEBHOOK_DISABLED = problemType(
  'webhook-disabled',
  409,
  'The webhook is disabled',
  'Nothing is sent to it. Enable it first, with `PATCH` and `enabled`.',
);
export const TOO_MANY_WEBHOOKS = problemType(
  'too-many-webhooks',
  409,
  'There are too many webhooks',
  '`detail` says how many there may be. Delete one that is not needed.',
);
