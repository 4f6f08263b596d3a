import { Injectable } from '@nestjs/common';
import { type Alarm, Alarms } from '../platform/health/alarms.js';
import type { RefusalReason } from '../providers/provider.js';

/** Requests remembered per source. */
const REMEMBERED = 50;
/** Older requests say nothing about today's secret. */
const RECENT_MS = 30 * 60 * 1000;
/** This many refusals in a row, none accepted, mean a wrong secret or clock, not an occasional forger. */
const MIN_REFUSED = 5;

interface Seen {
  at: number;
  refused: RefusalReason | null;
}

/** Detects when every webhook of a source is refused. It knows only what this process sees. */
@Injectable()
export class SignatureWatch {
  private readonly seen = new Map<string, Seen[]>();

  constructor(alarms: Alarms) {
    alarms.watch(() => Promise.resolve(this.refusedAlways()));
  }

  note(source: string, refused: RefusalReason | null): void {
    const seen = this.seen.get(source) ?? [];
    this.seen.set(source, seen);
    // while all is well, only the newest acceptance is remembered
    if (refused === null) seen.length = 0;
    seen.push({ at: Date.now(), refused });
    if (seen.length > REMEMBERED) seen.shift();
  }

  private refusedAlways(): Alarm[] {
    return [...this.seen].flatMap(([source, all]) => {
      const recent = all.filter(({ at }) => at > Date.now() - RECENT_MS);
      if (recent.length < MIN_REFUSED || recent.some(({ refused }) => refused === null)) return [];
      const reasons = [...new Set(recent.map(({ refused }) => refused))].sort().join(', ');
      const detail = `The last ${recent.length} webhooks of ${source} were refused (${reasons}): check its secret and our clock.`;
      return [{ code: 'webhooks_all_refused', detail }];
    });
  }
}
