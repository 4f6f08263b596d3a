import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Interrupted } from './interrupted.js';

/** What is under way when the service stops gets so long to end. */
const PATIENCE_MS = 5_000;

/** What was interrupted gets so long to be given back. */
const GRACE_MS = 2_000;

/** Something that works without being asked by HTTP. */
export interface Work {
  /** Nothing new is begun from now on; resolves when what was under way has ended, or was given back. */
  stop(): Promise<void>;
}

/**
 * All that works in this process, so that it ends together and in bounded time: one that is still open would take again what
 * another gives back, and what hangs on a provider or a receiver would hold up all others.
 */
@Injectable()
export class UnderWay {
  private readonly works = new Set<Work>();
  private readonly interrupting = new AbortController();

  /** Aborted with `Interrupted` when a stop has waited long enough: what hangs is given back, for another process to do. */
  readonly interruption = this.interrupting.signal;

  constructor() {
    setMaxListeners(0, this.interruption); // one for each thing that is under way
  }

  add(work: Work): void {
    this.works.add(work);
  }

  /** Whatever does not even heed the interruption is left to its lease. */
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
