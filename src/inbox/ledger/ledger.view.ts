import type { LedgerDay } from './ledger.js';

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
  /** Mails on that list of which no webhook had told us; null as above. */
  missing: number | null;
  /** Of these, how many a reconcile has brought in and a worker has filed; null as above. */
  healed: number | null;
  /** True when every listed mail is here; null as above. */
  proven: boolean | null;
}

export function toLedgerDayView(day: LedgerDay): LedgerDayView {
  const { source, received, pending, processed, ignored, parked, failed, mails } = day;
  const proof =
    day.listed === null
      ? { listed: null, missing: null, healed: null, proven: null }
      : {
          listed: day.listed,
          missing: day.missing,
          healed: day.healed,
          proven: mails >= day.listed,
        };
  return {
    object: 'ledger_day',
    source,
    day: day.day,
    received,
    pending,
    processed,
    ignored,
    parked,
    failed,
    mails,
    ...proof,
  };
}
