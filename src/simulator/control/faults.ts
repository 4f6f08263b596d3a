import { ApiError } from '../api-error.js';
import { type Fault } from '../faults.js';
import { type Answer, type ApiRequest, created, ok } from '../http.js';
import { isObject, type JsonObject, readJson } from '../json.js';
import type { World } from '../world.js';

/** `GET /_sim/faults`: the faults that can still strike. */
export function listFaults(_request: ApiRequest, world: World): Answer {
  return ok({ data: world.faults.active().map(faultView) });
}

/** `POST /_sim/faults`: adds one fault, or a list of them. */
export function addFaults(request: ApiRequest, world: World): Answer {
  const body = readJson(request.body);
  const list: unknown[] = Array.isArray(body) ? body : [body];
  if (!list.every(isObject)) throw new ApiError('bad_request', 'A fault is an object with a `kind`.');
  return created({ data: list.map((description) => faultView(world.faults.add(description))) });
}

/** `DELETE /_sim/faults` and `DELETE /_sim/faults/:fault`. */
export function clearFaults(request: ApiRequest, world: World): Answer {
  world.faults.clear(request.params.fault);
  return ok({ data: world.faults.active().map(faultView) });
}

function faultView(fault: Fault): JsonObject {
  return {
    id: fault.id,
    kind: fault.kind,
    count: fault.remaining,
    until: fault.untilMs === null ? null : new Date(fault.untilMs).toISOString(),
    path: fault.path,
    type: fault.type,
    ...fault.options,
  };
}
