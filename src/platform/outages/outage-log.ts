import type { Log } from '../logging/log.js';

/** Time without a further error after which an outage counts as over. */
const QUIET_MS = 30_000;

/** Logs the first error of an outage and no more: libraries repeat theirs in a hot loop. */
export class OutageLog {
  private lastErrorAt = 0;

  constructor(
    private readonly log: Pick<Log, 'error'>,
    private readonly what: string,
  ) {}

  note(error: unknown): void {
    const now = Date.now();
    const isNew = now - this.lastErrorAt > QUIET_MS;
    this.lastErrorAt = now;
    if (isNew) this.log.error({ what: this.what, err: error }, 'outage');
  }
}
