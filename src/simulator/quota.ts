import type { VirtualClock } from './clock.js';
import type { Plan } from './plan.js';

/** A mail's number among those of its UTC day and month. */
export interface QuotaNumber {
  day: number;
  month: number;
}

/** Counts mails, sent and received alike, against the plan. */
export class Quota {
  private readonly used = new Map<string, number>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly plan: Plan,
  ) {}

  /** Counts one mail. */
  count(): QuotaNumber {
    const [day, month] = this.periods().map((period) => {
      const number = (this.used.get(period) ?? 0) + 1;
      this.used.set(period, number);
      return number;
    }) as [number, number];
    return { day, month };
  }

  /** How many were counted today and this month. */
  usage(): QuotaNumber {
    const [day, month] = this.periods().map((period) => this.used.get(period) ?? 0) as [number, number];
    return { day, month };
  }

  /** Whether a mail with this number exceeds the plan as it is now. */
  isOver(number: QuotaNumber): 'daily' | 'monthly' | null {
    if (number.day > (this.plan.daily_quota ?? Infinity)) return 'daily';
    return number.month > (this.plan.monthly_quota ?? Infinity) ? 'monthly' : null;
  }

  clear(): void {
    this.used.clear();
  }

  private periods(): [day: string, month: string] {
    const today = this.clock.now().toISOString();
    return [today.slice(0, 10), today.slice(0, 7)];
  }
}
