import { ApiError } from '../api-error.js';
import { type Answer, type ApiRequest, ok } from '../http.js';
import { isObject, optionalNumber, optionalText, readObject, requiredText } from '../json.js';
import type { World } from '../world.js';
import { sampleData } from './sample-data.js';

/** `POST /_sim/events`: emits any event. `data` is sent as given; without it the simulator makes some. */
export function emitEvent(request: ApiRequest, world: World): Answer {
  const body = readObject(request.body);
  const type = requiredText(body, 'type');
  if (body.data !== undefined && !isObject(body.data))
    throw new ApiError('invalid_parameter', 'The `data` field must be an object.');
  const data = body.data ?? sampleData(type, body, world);
  const eventIds = world.emitter.emit(type, data, {
    svixId: optionalText(body, 'svix_id'),
    createdAt: optionalText(body, 'created_at'),
    times: optionalNumber(body, 'times'),
  });
  return ok({ event_ids: eventIds, data });
}
