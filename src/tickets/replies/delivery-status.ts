import type { EventKind } from '../../providers/provider.js';

/**
 * What may be said of a mail that we sent, weakest first. A stronger word outweighs a weaker one whenever either was
 * heard: a complaint presupposes a delivery, a bounce may follow one, and nothing undoes them.
 */
const STRENGTH: Partial<Record<EventKind, { rank: number; status: DeliveryStatus }>> = {
  sent: { rank: 1, status: 'sent' },
  deferred: { rank: 2, status: 'delayed' },
  delivered: { rank: 3, status: 'delivered' },
  failed: { rank: 4, status: 'failed' },
  suppressed: { rank: 5, status: 'suppressed' },
  bounced: { rank: 6, status: 'bounced' },
  complained: { rank: 7, status: 'complained' },
};

/** `unknown`: given up after an attempt that the provider never answered; the mail may have left, and its events will tell. */
export type DeliveryStatus =
  | 'queued'
  | 'unknown'
  | 'sent'
  | 'delayed'
  | 'delivered'
  | 'failed'
  | 'suppressed'
  | 'bounced'
  | 'complained';

/** One thing that a provider told of a mail. */
export interface Told {
  kind: EventKind;
  at: Date;
  /** In the provider's or the remote server's words. */
  reason: string | null;
}

export interface Delivery {
  status: DeliveryStatus;
  reason: string | null;
  at: Date;
}

/**
 * Adds up what was told; the order in which it was told does not matter: the strongest word decides, of equal words
 * the earliest, of those at the same moment the reason that comes first in the alphabet.
 *
 * @returns null when nothing was told that says anything of delivery
 */
export function foldDelivery(told: readonly Told[]): Delivery | null {
  let decisive: (Delivery & { rank: number }) | null = null;
  for (const { kind, at, reason } of told) {
    const strength = STRENGTH[kind];
    if (strength === undefined) continue;
    const candidate = { ...strength, at, reason };
    if (decisive === null || outweighs(candidate, decisive)) decisive = candidate;
  }
  return decisive === null ? null : { status: decisive.status, reason: decisive.reason, at: decisive.at };
}

type Ranked = Delivery & { rank: number };

function outweighs(one: Ranked, other: Ranked): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank;
  if (one.at.getTime() !== other.at.getTime()) return one.at < other.at;
  return (one.reason ?? '') < (other.reason ?? '');
}
