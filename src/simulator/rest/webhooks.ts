import { ApiError } from '../api-error.js';
import { type Answer, type ApiRequest, created, ok } from '../http.js';
import { type JsonObject, optionalText, readObject, requiredText, textList } from '../json.js';
import type { Route } from '../router.js';
import { rotateSecret, type Webhook } from '../webhooks/webhook.js';
import type { World } from '../world.js';
import { listAnswer } from './page.js';

/** Registered endpoints (resend.com/docs/api-reference/webhooks). */
export const WEBHOOK_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/webhooks', handle: createWebhook },
  { method: 'GET', path: '/webhooks', handle: listWebhooks },
  { method: 'GET', path: '/webhooks/:webhookId', handle: getWebhook },
  { method: 'PATCH', path: '/webhooks/:webhookId', handle: updateWebhook },
  { method: 'DELETE', path: '/webhooks/:webhookId', handle: removeWebhook },
  { method: 'POST', path: '/webhooks/:webhookId/signing-secret/rotate', handle: rotateSigningSecret },
];

/** The endpoint named in the path. Throws `not_found`. */
export function getEndpoint(request: ApiRequest, world: World): Webhook {
  const webhook = world.endpoints.byId.get(request.params.webhookId ?? '');
  if (!webhook) throw new ApiError('not_found', 'Webhook not found');
  return webhook;
}

function createWebhook(request: ApiRequest, world: World): Answer {
  const body = readObject(request.body);
  const endpoint = checkUrl(requiredText(body, 'endpoint'));
  const webhook = world.endpoints.register(endpoint, readEvents(body) ?? null);
  return created(withSecret(webhook));
}

function listWebhooks(request: ApiRequest, world: World): Answer {
  return ok(listAnswer(request, world, world.endpoints.all().reverse(), listItem));
}

function getWebhook(request: ApiRequest, world: World): Answer {
  const webhook = getEndpoint(request, world);
  return ok({ ...withSecret(webhook), ...listItem(webhook) });
}

/** Enabling again affects only new events; what was given up stays given up. */
function updateWebhook(request: ApiRequest, world: World): Answer {
  const webhook = getEndpoint(request, world);
  const body = readObject(request.body);
  const endpoint = optionalText(body, 'endpoint');
  const status = optionalText(body, 'status');
  const events = readEvents(body);
  if (status !== undefined && status !== 'enabled' && status !== 'disabled')
    throw new ApiError('invalid_parameter', 'The `status` must be `enabled` or `disabled`.');
  if (endpoint !== undefined) webhook.endpoint = checkUrl(endpoint);
  if (events !== undefined) webhook.events = events;
  if (status !== undefined) setStatus(webhook, status, world);
  return ok({ object: 'webhook', id: webhook.id });
}

function setStatus(webhook: Webhook, status: Webhook['status'], world: World): void {
  webhook.status = status;
  webhook.failingSinceMs = null;
  if (status === 'disabled') world.deliveries.stop(webhook.id);
}

function removeWebhook(request: ApiRequest, world: World): Answer {
  const webhook = getEndpoint(request, world);
  world.endpoints.byId.delete(webhook.id);
  world.deliveries.stop(webhook.id);
  return ok({ object: 'webhook', id: webhook.id, deleted: true });
}

function rotateSigningSecret(request: ApiRequest, world: World): Answer {
  const webhook = getEndpoint(request, world);
  rotateSecret(webhook, world.random.webhookSecret(), world.clock.nowMs());
  return ok(withSecret(webhook));
}

function withSecret(webhook: Webhook): JsonObject {
  return { object: 'webhook', id: webhook.id, signing_secret: webhook.secrets[0]?.secret };
}

function listItem(webhook: Webhook): JsonObject {
  const { id, endpoint, status, events, createdAt } = webhook;
  return { id, created_at: createdAt.toISOString(), status, endpoint, events };
}

/** Undefined if absent; null, which means all types, if null. */
function readEvents(body: JsonObject): string[] | null | undefined {
  if (body.events === undefined || body.events === null) return body.events;
  return textList(body, 'events');
}

function checkUrl(endpoint: string): string {
  if (!URL.canParse(endpoint) || !/^https?:/.test(endpoint))
    throw new ApiError('unprocessable', 'The `endpoint` must be a URL.');
  return endpoint;
}
