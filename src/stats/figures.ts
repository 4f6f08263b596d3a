/** How long something took, in seconds; null if it did not happen. */
export interface Durations {
  count: number;
  median: number | null;
  p90: number | null;
}

/** Figures of one mailbox, or of all of them together, for one day. */
export interface Desk {
  received: number;
  tickets: number;
  first_response: Durations;
  resolution: Durations;
}

export interface Sending {
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
}

export interface SuppressionChanges {
  added: number;
  released: number;
}

/** Milliseconds from the receipt of an event to the end of its processing; null if there was none. */
export interface Processing {
  count: number;
  median: number | null;
  p90: number | null;
  p99: number | null;
}

/** All figures of one day. */
export interface Figures extends Desk {
  sending: Sending;
  suppressions: SuppressionChanges;
  processing: Processing;
  /** By mailbox id, without those in which nothing happened. */
  mailboxes: Record<string, Desk>;
}

const NOTHING: Durations = { count: 0, median: null, p90: null };

export const IDLE: Desk = { received: 0, tickets: 0, first_response: NOTHING, resolution: NOTHING };

/** A day on which nothing happened. */
export const EMPTY: Figures = {
  ...IDLE,
  sending: { sent: 0, delivered: 0, bounced: 0, complained: 0 },
  suppressions: { added: 0, released: 0 },
  processing: { count: 0, median: null, p90: null, p99: null },
  mailboxes: {},
};
