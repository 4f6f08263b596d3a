import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../api-error.js';
import { type Fault, faultNumber, faultText } from '../faults.js';
import type { Answer, ApiRequest } from '../http.js';
import type { World } from '../world.js';
import { rateLimited } from './guard.js';

const HTML_ERROR = Buffer.from('<html><body><h1>502 Bad Gateway</h1></body></html>');

/** Runs a handler with the faults that wait for its path: some strike before it, some after. */
export async function withApiFaults(
  request: ApiRequest,
  world: World,
  handle: () => Answer | Promise<Answer>,
): Promise<Answer> {
  const place = { path: request.path };
  const reset = world.faults.take('socket_reset', place);
  if (reset && faultText(reset, 'when', 'before') === 'before') return hangUp();
  const refused = refuse(request, world);
  if (refused) return refused;
  const answer = await handle();
  const latency = world.faults.take('latency', place);
  if (latency) await delay(faultNumber(latency, 'latency_ms', 1_000));
  if (!reset) return answer;
  answer.sent?.();
  return hangUp();
}

function refuse(request: ApiRequest, world: World): Answer | null {
  const place = { path: request.path };
  const limited = world.faults.take('rate_limited', place);
  if (limited) throw rateLimited(world.plan.rate_limit, faultNumber(limited, 'retry_after_s', 1));
  if (world.faults.take('not_found', place)) throw new ApiError('not_found', 'Email not found');
  if (world.faults.take('non_json', place))
    return { status: 200, headers: { 'content-type': 'text/html' }, bytes: Buffer.from('<html>ok</html>') };
  const error = world.faults.take('http_error', place);
  return error ? httpError(error) : null;
}

/** 502 comes from a proxy and is HTML; the others are Resend's own. */
function httpError(fault: Fault): Answer {
  const status = faultNumber(fault, 'status', 500);
  if (status === 502) return { status, headers: { 'content-type': 'text/html' }, bytes: HTML_ERROR };
  const name = faultText(fault, 'name', status === 503 ? 'service_unavailable' : 'application_error');
  const message = faultText(fault, 'message', 'Something went wrong.');
  return { status, json: { statusCode: status, name, message } };
}

function hangUp(): Answer {
  return {
    status: 0,
    write: (response) => {
      response.destroy();
      return Promise.resolve();
    },
  };
}
