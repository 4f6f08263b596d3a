import { type Answer, type ApiRequest, ok } from '../http.js';
import type { JsonObject } from '../json.js';
import { attemptView } from '../rest/webhook-events.js';
import type { Delivery } from '../webhooks/delivery.js';
import type { World } from '../world.js';

/** `GET /_sim/stats`: the calls to the simulator, and what became of its deliveries. */
export function showStats(_request: ApiRequest, world: World): Answer {
  const deliveries = { pending: 0, attempting: 0, success: 0, failed: 0 };
  const attempts: Record<string, number> = {};
  for (const delivery of world.deliveries.log) {
    deliveries[delivery.status] += 1;
    for (const { statusCode } of delivery.attempts) attempts[statusCode] = (attempts[statusCode] ?? 0) + 1;
  }
  return ok({
    calls: Object.fromEntries(world.calls),
    deliveries,
    attempts_by_status: attempts,
    received: world.received.size,
    sent: world.sent.size,
  });
}

/** `GET /_sim/deliveries?type=&event_id=`: oldest first. */
export function listDeliveries(request: ApiRequest, world: World): Answer {
  const [type, eventId] = [request.query.get('type'), request.query.get('event_id')];
  const found = world.deliveries.log.filter(
    ({ event }) => (type === null || event.type === type) && (eventId === null || event.id === eventId),
  );
  return ok({ data: found.map(deliveryView) });
}

/** `GET /_sim/sent`: mails sent through the API, oldest first, with the request as received. */
export function listSent(_request: ApiRequest, world: World): Answer {
  const data = [...world.sent.values()].map((mail) => ({
    id: mail.id,
    message_id: mail.messageId,
    created_at: mail.createdAt.toISOString(),
    last_event: mail.lastEvent,
    scheduled_at: mail.scheduledAt,
    request: mail.request,
  }));
  return ok({ data });
}

/** `GET /_sim/mails`: the provider's mails to the team about failing endpoints. */
export function listNotices(_request: ApiRequest, world: World): Answer {
  return ok({ data: world.endpoints.notices });
}

function deliveryView({ event, webhookId, status, nextAttemptMs, attempts }: Delivery): JsonObject {
  return {
    event_id: event.id,
    type: event.type,
    webhook_id: webhookId,
    created_at: event.createdAt.toISOString(),
    status,
    next_attempt_at: nextAttemptMs === null ? null : new Date(nextAttemptMs).toISOString(),
    attempts: attempts.map(attemptView),
    payload: event.payload,
  };
}
