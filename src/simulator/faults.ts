import { ApiError } from './api-error.js';
import type { VirtualClock } from './clock.js';
import { type JsonObject, optionalNumber, optionalText } from './json.js';
import type { Random } from './random.js';

/**
 * Every fault, with the moment at which it strikes. `event`: when the body of a webhook event is made, so all its
 * attempts carry it. `delivery`: when an event is handed to an endpoint. `attempt`: on one attempt only. `api`: on a
 * REST call. `download`: on a signed URL. README.md beside this file describes each fault and its own members.
 */
export const FAULT_KINDS = {
  unknown_fields: 'event',
  null_optional_fields: 'event',
  missing_optional_fields: 'event',
  message_id_absent: 'event',
  timestamp_format: 'event',
  diagnostic_code_absent: 'event',
  bounce_values: 'event',
  from_display_name: 'event',
  duplicate: 'delivery',
  concurrent_duplicate: 'delivery',
  reorder: 'delivery',
  hold: 'delivery',
  drop: 'delivery',
  extra_event: 'delivery',
  wrong_secret: 'attempt',
  tampered_body: 'attempt',
  missing_header: 'attempt',
  stale_timestamp: 'attempt',
  latency: 'api',
  rate_limited: 'api',
  http_error: 'api',
  socket_reset: 'api',
  non_json: 'api',
  not_found: 'api',
  short_page: 'api',
  empty_page: 'api',
  download_truncated: 'download',
  download_slow: 'download',
  download_wrong_length: 'download',
  download_expired: 'download',
  download_error: 'download',
  download_reset: 'download',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

/** A fault waiting for its moment. */
export interface Fault {
  id: string;
  kind: FaultKind;
  /** How often it can still strike; null for as often as it can until it is removed or its time is over. */
  remaining: number | null;
  /** Virtual time after which it no longer strikes, ms; null for never. */
  untilMs: number | null;
  /** API and download faults: only paths that start with this. */
  path: string | null;
  /** Webhook faults: only this event type, or every type with this prefix (`email.`). */
  type: string | null;
  /** The fault's own members (`status`, `latency_ms`, …). */
  options: JsonObject;
}

/** Where a fault is about to strike. */
export interface Place {
  path?: string;
  type?: string;
}

/** The active faults, oldest first. */
export class Faults {
  private list: Fault[] = [];

  constructor(
    private readonly clock: VirtualClock,
    private readonly random: Random,
  ) {}

  /** Adds a fault in the form of `POST /_sim/faults`. Throws `invalid_parameter` for an unknown kind. */
  add(description: JsonObject): Fault {
    const { kind, count, for_s, path, type, ...options } = description;
    if (typeof kind !== 'string' || !Object.hasOwn(FAULT_KINDS, kind))
      throw new ApiError(
        'invalid_parameter',
        `Unknown fault kind; known: ${Object.keys(FAULT_KINDS).join(', ')}.`,
      );
    const seconds = optionalNumber({ for_s }, 'for_s');
    const times = optionalNumber({ count }, 'count') ?? (seconds === undefined && count !== null ? 1 : null);
    const fault: Fault = {
      id: this.random.uuid(),
      kind: kind as FaultKind,
      remaining: times,
      untilMs: seconds === undefined ? null : this.clock.nowMs() + seconds * 1000,
      path: optionalText({ path }, 'path') ?? null,
      type: optionalText({ type }, 'type') ?? null,
      options,
    };
    this.list.push(fault);
    return fault;
  }

  /** Uses the oldest active fault of this kind that fits the place, once; null if there is none. */
  take(kind: FaultKind, place: Place): Fault | null {
    const fault = this.active().find((candidate) => candidate.kind === kind && fits(candidate, place));
    if (!fault) return null;
    if (fault.remaining !== null) fault.remaining -= 1;
    return fault;
  }

  /** The faults that can still strike. */
  active(): Fault[] {
    const nowMs = this.clock.nowMs();
    this.list = this.list.filter(
      (fault) => (fault.remaining === null || fault.remaining > 0) && (fault.untilMs ?? Infinity) > nowMs,
    );
    return [...this.list];
  }

  /** Removes one fault, or all. */
  clear(id?: string): void {
    this.list = id === undefined ? [] : this.list.filter((fault) => fault.id !== id);
  }
}

/** A number among a fault's own members, or `fallback`. */
export function faultNumber(fault: Fault, name: string, fallback: number): number {
  return optionalNumber(fault.options, name) ?? fallback;
}

/** A string among a fault's own members, or `fallback`. */
export function faultText(fault: Fault, name: string, fallback: string): string {
  return optionalText(fault.options, name) ?? fallback;
}

function fits(fault: Fault, place: Place): boolean {
  if (fault.path !== null && !(place.path ?? '').startsWith(fault.path)) return false;
  return fault.type === null || matchesType(fault.type, place.type ?? '');
}

function matchesType(wanted: string, type: string): boolean {
  return wanted.endsWith('.') ? type.startsWith(wanted) : type === wanted;
}
