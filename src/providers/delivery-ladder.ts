import type { EventKind } from './provider.js';

/**
 * What may be said of a mail that was sent, weakest first. A stronger word outweighs a weaker one whenever either was heard:
 * a complaint presupposes a delivery, a bounce may follow one, and nothing undoes them.
 */
export const DELIVERY_LADDER = [
  'sent',
  'deferred',
  'delivered',
  'failed',
  'suppressed',
  'bounced',
  'complained',
] as const satisfies EventKind[];
export type DeliveryWord = (typeof DELIVERY_LADDER)[number];

/** @returns -1 for an event that says nothing of delivery */
export const rungOf = (kind: EventKind): number => (DELIVERY_LADDER as readonly EventKind[]).indexOf(kind);
