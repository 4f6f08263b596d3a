import type { Notification } from '../notification.entity.js';

/** What a receiver gets: small, ids only (Standard Webhooks, "thin" payloads) unless it wants more. */
export interface Payload {
  type: string;
  /** ISO 8601: when it happened. */
  timestamp: string;
  /** Compare it to know which of two came first; deliveries may overtake each other. */
  sequence: number;
  data: Record<string, unknown>;
}

export function toPayload({ type, occurredAt, sequence, data }: Notification): Payload {
  return { type, timestamp: occurredAt.toISOString(), sequence: Number(sequence), data };
}
