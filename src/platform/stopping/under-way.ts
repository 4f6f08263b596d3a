import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Interrupted } from './interrupted.js';

/** How long work under way may take to end when the service stops. */
const PATIENCE_MS = 5_000;

/** How long interrupted work may take to be given back. */
const GRACE_MS = 2_000;

/** Work that no HTTP request has asked for. */
export interface Work {
  /** Begins nothing new. Resolves when the work under way has ended or was given back. */
  stop(): Promise<void>;
}

/**
 * All work in this process, so that it ends together and in bounded time: work that continues would take again what
 * other work gives back, and work that waits for a provider or a receiver would hold up all others.
 */
@Injectable()
export class UnderWay {
  private readonly works = new Set<Work>();
  private readonly interrupting = new AbortController();

  /**
   * Aborted with `Interrupted` when a stop has waited long enough: work that hangs is given back for another process to
   * do.
   */
  readonly interruption = this.interrupting.signal;

  constructor() {
    setMaxListeners(0, this.interruption); // one listener for each piece of work under way
  }

  add(work: Work): void {
    this.works.add(work);
  }

  /** Work that ignores even the interruption is left to its lease. */
  async end(): Promise<void> {
    const ended = Promise.all([...this.works].map((work) => work.stop()));
    if (await endsWithin(PATIENCE_MS, ended)) return;
    this.interrupting.abort(new Interrupted());
    await endsWithin(GRACE_MS, ended);
  }
}

async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const late = pause(ms, false, { signal: over.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    over.abort();
  }
}
