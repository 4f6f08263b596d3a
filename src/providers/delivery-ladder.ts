import type { EventKind } from './provider.js';

/**
 * What can become of a sent mail, weakest first. A stronger word outweighs a weaker one, whichever arrives first: a
 * complaint implies a delivery, a bounce may follow one, and nothing undoes either.
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

/** @returns -1 for an event that says nothing about delivery */
export const rungOf = (kind: EventKind): number => (DELIVERY_LADDER as readonly EventKind[]).indexOf(kind);
