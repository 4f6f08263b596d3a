import { DELIVERY_LADDER, type DeliveryWord, rungOf } from '../../providers/delivery-ladder.js';
import type { EventKind } from '../../providers/provider.js';

/**
 * Status of a mail that we sent: the words of the ladder, with `delayed` for `deferred`, and the states before any
 * event. `unknown`: given up after an attempt that the provider never answered; the mail may have left, and its events
 * will tell.
 */
export type DeliveryStatus = 'queued' | 'unknown' | 'delayed' | Exclude<DeliveryWord, 'deferred'>;

/** One thing that was reported about a mail. */
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
 * Combines what was reported, in whatever order. The strongest word decides; of equal words the earliest; of those at
 * the same moment the one whose reason sorts first.
 *
 * @returns null if nothing reported is about delivery
 */
export function foldDelivery(told: readonly Told[]): Delivery | null {
  let decisive: Ranked | null = null;
  for (const { kind, at, reason } of told) {
    const candidate = { rung: rungOf(kind), at, reason };
    if (candidate.rung !== -1 && (decisive === null || outweighs(candidate, decisive))) decisive = candidate;
  }
  if (decisive === null) return null;
  const { rung, reason, at } = decisive;
  return { status: statusOf(DELIVERY_LADDER[rung]!), reason, at };
}

const statusOf = (word: DeliveryWord): DeliveryStatus => (word === 'deferred' ? 'delayed' : word);

interface Ranked {
  rung: number;
  at: Date;
  reason: string | null;
}

function outweighs(one: Ranked, other: Ranked): boolean {
  if (one.rung !== other.rung) return one.rung > other.rung;
  if (one.at.getTime() !== other.at.getTime()) return one.at < other.at;
  return (one.reason ?? '') < (other.reason ?? '');
}
