import type { VirtualClock } from '../clock.js';
import type { Faults } from '../faults.js';
import type { JsonObject } from '../json.js';
import type { Plan } from '../plan.js';
import type { Random } from '../random.js';
import type { Deliveries } from './deliveries.js';
import { distort } from './distort.js';
import { type SimEvent, writeBody } from './event.js';
import { isSubscribed } from './webhook.js';

/** A type that no receiver knows, for fault `extra_event`. */
const UNKNOWN_TYPE = 'sim.unknown';

/** What a caller may choose about an event instead of leaving it to the simulator. */
export interface EmitOptions {
  svixId?: string;
  /** `created_at` of the envelope, verbatim. */
  createdAt?: string;
  /** How many copies are sent at once with the same id. */
  times?: number;
}

/** Makes events and fans them out, with one id for all endpoints that want the type. */
export class Emitter {
  constructor(
    private readonly clock: VirtualClock,
    private readonly random: Random,
    private readonly plan: Plan,
    private readonly faults: Faults,
    private readonly deliveries: Deliveries,
  ) {}

  /** Emits one event and whatever fault `extra_event` adds; returns the ids. */
  emit(type: string, data: JsonObject, options: EmitOptions = {}): string[] {
    const event = this.makeEvent(type, data, options);
    this.deliveries.fanOut(event, (webhook) => isSubscribed(webhook, type), options.times);
    if (!this.faults.take('extra_event', { type })) return [event.id];
    return [event.id, this.emitUnknown()];
  }

  /** Emits an event of a type from next year to every endpoint, whatever it subscribed to. */
  private emitUnknown(): string {
    const event = this.makeEvent(UNKNOWN_TYPE, { id: this.random.uuid() }, {});
    this.deliveries.fanOut(event, () => true);
    return event.id;
  }

  private makeEvent(type: string, data: JsonObject, options: EmitOptions): SimEvent {
    const createdAt = this.clock.now();
    const created_at = options.createdAt ?? createdAt.toISOString();
    const payload = distort({ type, created_at, data }, this.faults);
    const body = writeBody(payload, this.plan.key_order);
    return { id: options.svixId ?? this.random.svixId('msg'), type, createdAt, payload, body };
  }
}
