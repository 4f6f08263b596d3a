export class LedgerDayView {
  object: 'ledger_day';
  /** Provider id, or `inbound` for raw mail handed in. */
  source: string;
  /** UTC day on which the events happened, as the provider dates them. */
  day: string;
  /** Events stored: the sum of the five that follow. */
  received: number;
  /** Not finished: waiting, or with a worker. */
  pending: number;
  processed: number;
  ignored: number;
  parked: number;
  failed: number;
  /** Different mails that were announced, however often. */
  mails: number;
  /** Mails of this day on the provider's own list; null if no reconcile has covered the day. */
  listed: number | null;
  /**
   * Mails on that list, and events in the provider's log of our webhook, that no webhook had announced; null if no
   * reconcile has covered the day in either.
   */
  missing: number | null;
  /** How many of these have been handled since a reconcile brought them in; null as above. */
  healed: number | null;
  /** True if every listed mail is here; null if `listed` is. */
  proven: boolean | null;
}

/** What came in from one source on one day, and what became of it; `listed` is null if no reconcile covered the day. */
export type LedgerDay = Omit<LedgerDayView, 'object' | 'proven'>;

export function toLedgerDayView(day: LedgerDay): LedgerDayView {
  const { listed, mails } = day;
  return { object: 'ledger_day', ...day, proven: listed === null ? null : mails >= listed };
}
