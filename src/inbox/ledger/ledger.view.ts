export class LedgerDayView {
  object: 'ledger_day';
  /** Provider, or `inbound` for raw mail handed in. */
  source: string;
  /** UTC day on which the events happened, as the provider dates them. */
  day: string;
  /** Events stored. The five that follow add up to it. */
  received: number;
  /** Not ended yet: waiting, or with a worker. */
  pending: number;
  processed: number;
  ignored: number;
  parked: number;
  failed: number;
  /** Different mails that were announced to us, however often. */
  mails: number;
  /** Mails of this day on the provider's own list; null when no reconcile has looked at the day. */
  listed: number | null;
  /**
   * Mails on that list, and events in the provider's log of our webhook, of which no webhook had told us; null when no
   * reconcile has looked at the day in either.
   */
  missing: number | null;
  /** Of these, how many a worker has dealt with since a reconcile brought them in; null as above. */
  healed: number | null;
  /** True when every listed mail is here; null when `listed` is. */
  proven: boolean | null;
}

/** What came in from one source on one day, and what became of it; `listed` is null when no reconcile has covered the day. */
export type LedgerDay = Omit<LedgerDayView, 'object' | 'proven'>;

export function toLedgerDayView(day: LedgerDay): LedgerDayView {
  const { listed, mails } = day;
  return { object: 'ledger_day', ...day, proven: listed === null ? null : mails >= listed };
}
