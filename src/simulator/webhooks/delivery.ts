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
 * `pending`: no attempt has ended yet · `attempting`: failed so far, another attempt is planned · `success`: an
 * attempt got through, no more are planned · `failed`: given up (all attempts used, endpoint disabled, dropped).
 */
export interface Delivery {
  event: SimEvent;
  webhookId: string;
  status: 'pending' | 'attempting' | 'success' | 'failed';
  /** Oldest first; replays and duplicates among them. */
  attempts: Attempt[];
  /** Attempts that the schedule made; replays and duplicates do not count. */
  scheduledAttempts: number;
  nextAttemptMs: number | null;
  /** Takes the next attempt off the agenda. */
  cancelNext: () => void;
  /** Extra attempts to make once one got through (fault `duplicate`). */
  duplicatesAfterSuccess: number;
  /** Deliveries that fault `reorder` keeps until this one's first attempt is over. */
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
