import type { JsonObject } from '../json.js';
import type { Plan } from '../plan.js';

/** Something that happened, with the bytes that every endpoint gets on every attempt. */
export interface SimEvent {
  /** The `svix-id`, the same on every attempt and at every endpoint. */
  id: string;
  type: string;
  createdAt: Date;
  payload: JsonObject;
  /** Fixed when the event is made: a signature is over bytes, not over JSON. */
  body: string;
}

/** Writes the envelope with its members in the plan's order. */
export function writeBody(envelope: JsonObject, order: Plan['key_order']): string {
  const { type, created_at, data, ...rest } = envelope;
  const ordered =
    order === 'type_first' ? { type, created_at, data, ...rest } : { created_at, data, type, ...rest };
  return JSON.stringify(ordered);
}
