import type { Log } from '../logging/log.js';
import { isOfAnOutage } from './mainstay.js';

/** Time without another error after which an outage counts as over. */
const QUIET_MS = 30_000;

/**
 * Logs only the first error of an outage: libraries repeat theirs in a hot loop. While the database or Redis is away,
 * which is logged separately, errors are logged at debug level only.
 */
export class OutageLog {
  private lastErrorAt = 0;
  private telling: Promise<void> | null = null;

  constructor(
    private readonly log: Pick<Log, 'error' | 'debug'>,
    private readonly what: string,
  ) {}

  note(error: unknown): void {
    if (Date.now() - this.lastErrorAt <= QUIET_MS) this.lastErrorAt = Date.now();
    else this.telling ??= this.tell(error);
  }

  private async tell(error: unknown): Promise<void> {
    const fields = { what: this.what, err: error };
    if (await isOfAnOutage()) {
      this.log.debug(fields, 'outage');
    } else {
      this.lastErrorAt = Date.now();
      this.log.error(fields, 'outage');
    }
    this.telling = null;
  }
}
