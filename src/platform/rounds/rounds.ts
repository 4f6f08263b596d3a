import type { Log } from '../logging/log.js';
import { OutageLog } from '../outages/outage-log.js';

/** One round of work. If it resolves with `true`, there is more to do, and the next one follows at once. */
export type Round = (stop: AbortSignal) => Promise<boolean | void> | boolean | void;

export interface Settings {
  /** For the log, if a round fails. */
  name: string;
  /** Pause after a round that left nothing to do, or failed; also before the first one. */
  pauseMs: number;
  round: Round;
  log: Pick<Log, 'error' | 'debug'>;
}

/**
 * Repeats a round of work until it is stopped, never two at once. A failure ends only its round: it is logged, once per
 * outage, and the next round tries again.
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

  /** Tells the current round to end, and waits for it. No other follows. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.endPause();
    await this.running;
  }

  /** Starts the next round at once, or right after the current one. */
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
