import type { Log } from '../logging/log.js';
import { OutageLog } from '../outages/outage-log.js';

/** What is done in one round. A round that resolves with `true` left something to do: the next one follows at once. */
export type Round = (stop: AbortSignal) => Promise<boolean | void> | boolean | void;

export interface Settings {
  /** For the log, when a round fails. */
  name: string;
  /** Rest between a round that left nothing to do, or failed, and the next one; also before the first. */
  pauseMs: number;
  round: Round;
  log: Pick<Log, 'error' | 'debug'>;
}

/**
 * A round of work that comes again until it is stopped, never two at once. A failure ends its round and no more: it is
 * logged, once per outage, and the next round tries again.
 */
export class Rounds {
  private readonly stopping = new AbortController();
  private readonly outage: OutageLog;
  private running: Promise<void> = Promise.resolve();
  private isHurried = false;
  private endPause = () => {};

  constructor(private readonly settings: Settings) {
    this.outage = new OutageLog(settings.log, settings.name);
  }

  start(): void {
    this.running = this.run();
  }

  /** Tells the round under way to end, and waits for it. No other follows. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.endPause();
    await this.running;
  }

  /** The next round comes at once, or right after the one that is under way. */
  hurry(): void {
    this.isHurried = true;
    this.endPause();
  }

  private async run(): Promise<void> {
    await this.pause();
    while (!this.stopping.signal.aborted) {
      this.isHurried = false;
      const hasMore = await this.once();
      if (!hasMore && !this.isHurried) await this.pause();
    }
  }

  private async once(): Promise<boolean> {
    try {
      return (await this.settings.round(this.stopping.signal)) === true;
    } catch (error) {
      this.outage.note(error);
      return false;
    }
  }

  private pause(): Promise<void> {
    if (this.stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.settings.pauseMs);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
