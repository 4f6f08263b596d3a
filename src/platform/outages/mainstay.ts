import { setTimeout as pause } from 'node:timers/promises';
import type { Log, LogFields } from '../logging/log.js';

/** A server that is stopping, or has lost one of its processes, may still accept one connection. */
const BEFORE_FIRST_LOOK_MS = 100;
/** Work waits for its return. */
const LOOK_EVERY_MS = 250;
/** Work that waited for its return, or is in a pause of its own, may still fail this long afterwards. */
const AFTERMATH_MS = 30_000;

interface Watching {
  /**
   * Tries to reach it. Resolves with why it is unavailable, without secrets; null if it is available. Never rejects.
   */
  look: () => Promise<string | null>;
  log: Pick<Log, 'error' | 'info'>;
  /** For the log: identifies it. */
  fields: LogFields;
}

/**
 * An external service without which the process can do little. Whoever is cut off from it reports this, however often.
 * Then it is checked, and if it is really away, this is logged once, and once more when it is back.
 */
export class Mainstay {
  private watching: Watching | null = null;
  /** For the unsettled doubt; resolves after its first check. */
  private isAwayNow: Promise<boolean> | null = null;
  /** For the last outage; resolves when it is over. */
  private returned = Promise.resolve();
  private backAt = -Infinity;
  private reason: string | null = null;

  constructor(private readonly name: string) {}

  /** Why it is away, as first seen; null while it is not. */
  get away(): string | null {
    return this.reason;
  }

  /** From now on doubts are checked. @returns a function that ends this */
  watch(watching: Watching): () => void {
    this.watching = watching;
    return () => {
      this.watching = this.isAwayNow = this.reason = null;
    };
  }

  /** A connection to it broke, or could not be opened. */
  doubt(): void {
    void this.isAway();
  }

  /**
   * Whether it is away, or was so recently that work which waited for it may still fail. Checks if that is not known.
   */
  async isOrWasAway(): Promise<boolean> {
    return (await this.isAway()) || performance.now() - this.backAt < AFTERMATH_MS;
  }

  /** Resolves at once unless its availability is in doubt; otherwise when that is settled and it is back. */
  async whenThere(): Promise<void> {
    if (await this.isAwayNow) await this.returned;
  }

  private isAway(): Promise<boolean> {
    if (this.watching === null) return Promise.resolve(false);
    return (this.isAwayNow ??= this.settleDoubt(this.watching));
  }

  private async settleDoubt(watching: Watching): Promise<boolean> {
    const since = performance.now();
    await pause(BEFORE_FIRST_LOOK_MS);
    const reason = await watching.look();
    const isAway = reason !== null && this.watching === watching;
    if (isAway) {
      this.reason = reason;
      watching.log.error({ ...watching.fields, reason }, `${this.name} is away`);
      this.returned = this.awaitReturn(watching, since);
    } else {
      this.isAwayNow = null;
    }
    return isAway;
  }

  private async awaitReturn(watching: Watching, since: number): Promise<void> {
    do {
      await pause(LOOK_EVERY_MS, undefined, { ref: false });
      if (this.watching !== watching) return;
    } while ((await watching.look()) !== null);
    if (this.watching !== watching) return;
    this.isAwayNow = this.reason = null;
    this.backAt = performance.now();
    const ms = Math.round(this.backAt - since);
    watching.log.info({ ...watching.fields, ms }, `${this.name} is back`);
  }
}

/** One per process: all its connections lead to the same one. */
export const DATABASE = new Mainstay('the database');

/** The same for the queue, if it is on Redis. */
export const REDIS = new Mainstay('Redis');

/** Whether a failure needs no log line of its own, because the outage that caused it was logged. */
export async function isOfAnOutage(): Promise<boolean> {
  const answers = await Promise.all([DATABASE, REDIS].map((mainstay) => mainstay.isOrWasAway()));
  return answers.includes(true);
}
