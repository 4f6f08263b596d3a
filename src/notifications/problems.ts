import { problemType } from '../platform/problem/problem.js';

export const WEBHOOK_NOT_FOUND = problemType(
  'webhook-not-found',
  404,
  'There is no such webhook',
  'It was deleted, or never existed.',
);
export const DELIVERY_NOT_FOUND = problemType(
  'webhook-delivery-not-found',
  404,
  'There is no such delivery',
  'The webhook has no delivery with this id, or it was removed by retention.',
);
export const WEBHOOK_CHANGED = problemType(
  'webhook-changed',
  412,
  'The webhook has changed meanwhile',
  'Somebody changed it after you read it. Read it again, check your change, and send the new ETag.',
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
  '`detail` says how many are allowed. Delete one that is not needed.',
);
