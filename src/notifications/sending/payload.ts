import type { Notification } from '../notification.entity.js';

/** The body of a request: ids only (Standard Webhooks, "thin" payloads), unless the receiver asks for more. */
export interface Payload {
  type: string;
  /** ISO 8601: when it happened. */
  timestamp: string;
  /** Tells which of two came first; deliveries may overtake each other. */
  sequence: number;
  data: Record<string, unknown>;
}

export function toPayload({ type, occurredAt, sequence, data }: Notification): Payload {
  return { type, timestamp: occurredAt.toISOString(), sequence: Number(sequence), data };
}
