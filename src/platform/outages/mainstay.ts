import { setTimeout as pause } from 'node:timers/promises';
import type { Log, LogFields } from '../logging/log.js';

/** A server that is being stopped, or has lost one of its processes, may let a last one in. */
const BEFORE_FIRST_LOOK_MS = 100;
/** Work waits for its return. */
const LOOK_EVERY_MS = 250;
/** Whoever waited for it, or for the end of a pause of their own, may fail so long after it is back. */
const AFTERMATH_MS = 30_000;

interface Watching {
  /** Tries to reach it. Resolves with why it cannot be had, without secrets; null when it can. Never rejects. */
  look: () => Promise<string | null>;
  log: Pick<Log, 'error' | 'info'>;
  /** For the log: which one it is. */
  fields: LogFields;
}

/**
 * Something outside of the process without which it can do little. Whoever is cut off from it says so, however often; then it
 * is looked at, and when it is away indeed, this is logged once, and once more when it is back.
 */
export class Mainstay {
  private watching: Watching | null = null;
  /** Of the doubt that is not settled; resolves after its first look. */
  private isAwayNow: Promise<boolean> | null = null;
  /** Of the last outage; resolves when it is over. */
  private returned = Promise.resolve();
  private backAt = -Infinity;
  private reason: string | null = null;

  constructor(private readonly name: string) {}

  /** Why it is away, as was seen first; null while it is not. */
  get away(): string | null {
    return this.reason;
  }

  /** From here on doubts are followed. @returns ends that */
  watch(watching: Watching): () => void {
    this.watching = watching;
    return () => {
      this.watching = this.isAwayNow = this.reason = null;
    };
  }

  /** A connection to it broke, or could not be had. */
  doubt(): void {
    void this.isAway();
  }

  /** Whether it is away, or was so shortly that what waited for it may still fail. Looks when nobody knows. */
  async isOrWasAway(): Promise<boolean> {
    return (await this.isAway()) || performance.now() - this.backAt < AFTERMATH_MS;
  }

  /** Resolves at once while nobody doubts that it is there; otherwise when that is settled, and it is back. */
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

/** One for each process: what all of its connections lead to. */
export const DATABASE = new Mainstay('the database');

/** The same for the queue, where it is on Redis. */
export const REDIS = new Mainstay('Redis');

/** Whether what just failed needs no line of its own in the log, as one was written of what it stands on. */
export async function isOfAnOutage(): Promise<boolean> {
  const answers = await Promise.all([DATABASE, REDIS].map((mainstay) => mainstay.isOrWasAway()));
  return answers.includes(true);
}
