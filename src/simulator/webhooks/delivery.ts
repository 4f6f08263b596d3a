import type { SimEvent } from './event.js';

/** One POST to an endpoint. */
export interface Attempt {
  id: string;
  sentAt: Date;
  /** 0 for a network error. */
  statusCode: number;
  response: string;
}

/**
 * One event on its way to one endpoint.
 *
 * `pending`: no attempt has ended yet · `attempting`: failed so far, another attempt is planned · `success`: an attempt
 * succeeded, no more are planned · `failed`: given up (all attempts used, endpoint disabled, dropped).
 */
export interface Delivery {
  event: SimEvent;
  webhookId: string;
  status: 'pending' | 'attempting' | 'success' | 'failed';
  /** Oldest first, including replays and duplicates. */
  attempts: Attempt[];
  /** Attempts made by the schedule; replays and duplicates do not count. */
  scheduledAttempts: number;
  nextAttemptMs: number | null;
  /** Cancels the next attempt. */
  cancelNext: () => void;
  /** Extra attempts to make after one succeeds (fault `duplicate`). */
  duplicatesAfterSuccess: number;
  /** Deliveries that fault `reorder` holds back until this one's first attempt is over. */
  heldBehind: Delivery[];
}

/** A delivery before its first attempt. */
export function newDelivery(event: SimEvent, webhookId: string): Delivery {
  return {
    event,
    webhookId,
    status: 'pending',
    attempts: [],
    scheduledAttempts: 0,
    nextAttemptMs: null,
    cancelNext: () => undefined,
    duplicatesAfterSuccess: 0,
    heldBehind: [],
  };
}
