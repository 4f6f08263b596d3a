import { ApiError } from '../api-error.js';
import { type Answer, type ApiRequest, ok } from '../http.js';
import type { JsonObject } from '../json.js';
import type { Route } from '../router.js';
import type { Attempt, Delivery } from '../webhooks/delivery.js';
import type { World } from '../world.js';
import { listAnswer } from './page.js';
import { getEndpoint } from './webhooks.js';

/** An endpoint's event log, attempts and replay (resend.com/docs/api-reference/webhooks: events). */
export const WEBHOOK_EVENT_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/webhooks/:webhookId/events', handle: listEvents },
  { method: 'GET', path: '/webhooks/:webhookId/events/:eventId', handle: getEvent },
  { method: 'GET', path: '/webhooks/:webhookId/events/:eventId/attempts', handle: listAttempts },
  { method: 'POST', path: '/webhooks/:webhookId/events/:eventId/replay', handle: replayEvent },
];

function listEvents(request: ApiRequest, world: World): Answer {
  refuseBefore(request);
  const items = keptDeliveries(request, world)
    .reverse()
    .map((delivery) => ({ id: delivery.event.id, delivery }));
  return ok(listAnswer(request, world, items, ({ delivery }) => logEntry(delivery)));
}

function getEvent(request: ApiRequest, world: World): Answer {
  const delivery = getDelivery(request, world);
  const next = delivery.nextAttemptMs;
  return ok({
    object: 'webhook_event',
    ...logEntry(delivery),
    next_attempt_at: next === null ? null : new Date(next).toISOString(),
    payload: delivery.event.payload,
  });
}

function listAttempts(request: ApiRequest, world: World): Answer {
  refuseBefore(request);
  return ok(listAnswer(request, world, [...getDelivery(request, world).attempts].reverse(), attemptView));
}

function replayEvent(request: ApiRequest, world: World): Answer {
  const delivery = getDelivery(request, world);
  if (delivery.status !== 'success' && delivery.status !== 'failed')
    throw new ApiError('unprocessable', 'Only events that succeeded or failed can be replayed.');
  world.deliveries.replay(delivery);
  return ok({ object: 'webhook_event', id: delivery.event.id });
}

/** An attempt as the API shows it. */
export function attemptView(attempt: Attempt): JsonObject {
  return {
    id: attempt.id,
    http_status_code: attempt.statusCode,
    response: attempt.response,
    sent_at: attempt.sentAt.toISOString(),
  };
}

function logEntry({ event, status }: Delivery): JsonObject {
  return { id: event.id, type: event.type, created_at: event.createdAt.toISOString(), status };
}

function getDelivery(request: ApiRequest, world: World): Delivery {
  const found = keptDeliveries(request, world).find((one) => one.event.id === request.params.eventId);
  if (!found) throw new ApiError('not_found', 'Webhook event not found');
  return found;
}

function keptDeliveries(request: ApiRequest, world: World): Delivery[] {
  const webhook = getEndpoint(request, world);
  return world.deliveries.log.filter(
    (delivery) => delivery.webhookId === webhook.id && world.isKept(delivery.event.createdAt),
  );
}

function refuseBefore(request: ApiRequest): void {
  if (request.query.has('before')) throw new ApiError('unprocessable', '`before` is not supported here.');
}
