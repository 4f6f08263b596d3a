import type { ReceivedSummary } from '../../providers/receiving.js';

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** The span that earlier reconciles proved and counted; `until` is null before the first one. */
export interface CountedSpan {
  from: Date;
  until: Date | null;
}

/** Counts listed mails by UTC day, each mail once over all reconciles. */
export class ReconcileTally {
  readonly listedByDay = new Map<string, number>();

  /** @param upTo mail dated later (their clock may be ahead of ours) is left to the next reconcile */
  constructor(
    private readonly counted: CountedSpan,
    private readonly upTo: Date,
  ) {}

  /** @param isUnknown true if no event has announced the mail, so that no earlier reconcile can have counted it */
  add({ createdAt }: ReceivedSummary, isUnknown: boolean): void {
    const at = createdAt ?? this.upTo;
    if (at > this.upTo || (!isUnknown && this.wasCounted(at))) return;
    const day = at.toISOString().slice(0, DAY_LENGTH);
    this.listedByDay.set(day, (this.listedByDay.get(day) ?? 0) + 1);
  }

  private wasCounted(at: Date): boolean {
    const { from, until } = this.counted;
    return until !== null && at > from && at <= until;
  }
}
