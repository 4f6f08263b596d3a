import { OutboundError } from '../../platform/outbound/outbound-error.js';
import { guardedRequest } from '../../platform/outbound/outbound.js';
import type { Attempt, WebhookDelivery } from '../webhook-delivery.entity.js';
import type { WebhookEndpoint } from '../webhook-endpoint.entity.js';
import type { Payload } from './payload.js';
import { readRetryAfter } from './schedule.js';
import { signatureHeaders, simpleSignature } from './signatures.js';

const LIMITS = { connectTimeoutMs: 5_000, idleTimeoutMs: 10_000, totalTimeoutMs: 15_000, maxBytes: 1_024 };

/** The receiver wants nothing more, ever (RFC 9110 §15.5.11). */
const GONE = 410;

/** The outcome of one request. */
export interface Outcome {
  attempt: Attempt;
  verdict: 'delivered' | 'failed' | 'gone';
  retryAfterMs: number | null;
}

/** A payload and the secrets that sign it, the current one first. */
export interface Outgoing {
  payload: Payload;
  secrets: readonly string[];
}

/** Sends one delivery through the outbound guard. Never throws because of what the receiver does. */
export async function attemptDelivery(
  delivery: WebhookDelivery,
  endpoint: WebhookEndpoint,
  { payload, secrets }: Outgoing,
  allowedHosts: readonly string[],
): Promise<Outcome> {
  const sentAt = new Date();
  const body = JSON.stringify(payload);
  const headers = headersFor({ id: delivery.notification.id, body, sentAt }, endpoint, secrets);
  const startedAt = performance.now();
  const outcome = (
    verdict: Outcome['verdict'],
    seen: Partial<Attempt>,
    retryAfterMs: number | null = null,
  ) => {
    const duration_ms = Math.round(performance.now() - startedAt);
    const nothing = { status: null, error: null, detail: null, answer: '' };
    return { verdict, retryAfterMs, attempt: { at: sentAt.toISOString(), duration_ms, ...nothing, ...seen } };
  };
  try {
    const answer = await guardedRequest(endpoint.url, {
      ...LIMITS,
      method: 'POST',
      body,
      headers,
      allowedHosts,
    });
    const seen = { status: answer.status, answer: asText(answer.body) };
    if (answer.status >= 200 && answer.status < 300) return outcome('delivered', seen);
    if (answer.status === GONE) return outcome('gone', seen);
    return outcome('failed', seen, readRetryAfter(answer.headers['retry-after'], new Date()));
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return outcome('failed', { status: error.status, error: error.code, detail: error.message });
  }
}

function headersFor(
  message: { id: string; body: string; sentAt: Date },
  { signsSimply }: WebhookEndpoint,
  secrets: readonly string[],
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Postroom-Webhooks/1',
    ...signatureHeaders(message, secrets),
    ...(signsSimply && { 'x-webhook-signature': simpleSignature(message.body, secrets[0]!) }),
  };
}

/** PostgreSQL accepts neither NUL nor half a surrogate pair; NUL and a cut character become U+FFFD. */
function asText(bytes: Buffer): string {
  return bytes.toString('utf8').replaceAll('\0', '\uFFFD');
}
