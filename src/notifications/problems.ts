import { problemType } from '../platform/problem/problem.js';

export const WEBHOOK_NOT_FOUND = problemType('webhook-not-found', 404, 'There is no such webhook');
export const DELIVERY_NOT_FOUND = problemType('webhook-delivery-not-found', 404, 'There is no such delivery');
export const WEBHOOK_CHANGED = problemType('webhook-changed', 412, 'The webhook has changed meanwhile');
export const WEBHOOK_DISABLED = problemType('webhook-disabled', 409, 'The webhook is disabled');
export const TOO_MANY_WEBHOOKS = problemType('too-many-webhooks', 409, 'There are too many webhooks');
