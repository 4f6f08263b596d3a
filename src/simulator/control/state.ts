import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../api-error.js';
import { type Answer, type ApiRequest, ok } from '../http.js';
import { type JsonObject, optionalNumber, optionalText, readObject } from '../json.js';
import { changePlan } from '../plan.js';
import type { World } from '../world.js';

/** How long `GET /_sim/idle` waits by default, ms. */
const IDLE_TIMEOUT_MS = 30_000;

/** `POST /_sim/clock`: moves time. What becomes due runs, and ends, before the answer. */
export async function moveClock(request: ApiRequest, world: World): Promise<Answer> {
  const body = readObject(request.body);
  const advanceS = optionalNumber(body, 'advance_s');
  const now = optionalText(body, 'now');
  const targetMs = now === undefined ? world.clock.nowMs() + (advanceS ?? 0) * 1000 : Date.parse(now);
  if (Number.isNaN(targetMs)) throw new ApiError('invalid_parameter', '`now` must be an ISO 8601 time.');
  if (typeof body.live === 'boolean') world.agenda.live = body.live;
  if (targetMs > world.clock.nowMs()) await world.agenda.advanceTo(targetMs);
  else world.clock.set(targetMs);
  return ok(clockView(world));
}

/** `GET /_sim/clock`. */
export function showClock(_request: ApiRequest, world: World): Answer {
  return ok(clockView(world));
}

/** `GET /_sim/idle`: answers once no attempt is in flight and nothing is due; 504 if that takes too long. */
export async function waitForIdle(request: ApiRequest, world: World): Promise<Answer> {
  const timeoutMs = Number(request.query.get('timeout_ms') ?? IDLE_TIMEOUT_MS);
  const stop = new AbortController();
  const tooLong = delay(timeoutMs, false, { signal: stop.signal }).catch(() => false);
  const idle = await Promise.race([world.agenda.settled().then(() => true), tooLong]);
  stop.abort();
  const { running, waiting } = world.agenda.counts();
  return {
    status: idle ? 200 : 504,
    json: { idle, in_flight: running, planned: waiting, held: world.deliveries.heldCount() },
  };
}

/** `POST /_sim/reset`: returns to an account in which nothing has happened. */
export function reset(request: ApiRequest, world: World): Answer {
  const body = readObject(request.body);
  world.reset({ seed: optionalNumber(body, 'seed'), keepWebhooks: body.keep_webhooks === true });
  return ok({ reset: true });
}

/** `GET /_sim/plan`. */
export function showPlan(_request: ApiRequest, world: World): Answer {
  return ok(world.plan);
}

/** `POST /_sim/plan`: changes the given members. */
export function updatePlan(request: ApiRequest, world: World): Answer {
  changePlan(world.plan, readObject(request.body));
  return ok(world.plan);
}

function clockView(world: World): JsonObject {
  return { now: world.clock.now().toISOString(), live: world.agenda.live };
}
