import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Postmaster } from './postmaster-pid-file.js';
import { findProcessStart } from './process-table.js';

const LOOK_EVERY_MS = 500;
/** Pauses before the tries of one outage; the last one repeats for ever. */
const PAUSES_MS = [0, 500, 1_000, 2_000, 5_000, 10_000, 30_000];
/** A server that ran this long does not end for the same reason as the one before. */
const STEADY_MS = 60_000;

interface KeeperOptions {
  /** Restarts the server with its data and at its port; rejects if it cannot, and soon after the signal. */
  start: (signal: AbortSignal) => Promise<Postmaster>;
  log: (message: string, fields?: object) => void;
  /** Called when somebody may need to act: a start failed, for another reason than the one before. */
  warn: (message: string, fields?: object) => void;
}

/**
 * Restarts the server whenever it ends by itself: killed, out of memory, stopped by hand. It never gives up, and the
 * service does not exit either. What prevents a start (a full disk, no memory) usually passes; a service that exited
 * would meet the same at its next start, and an unsupervised one would stay away. Meanwhile webhooks are answered 503,
 * and `trouble` says why.
 */
export class PostmasterKeeper {
  private readonly stopping = new AbortController();
  private readonly kept: Promise<void>;
  private current: Postmaster;
  private reason: string | null = null;

  constructor(
    first: Postmaster,
    private readonly options: KeeperOptions,
  ) {
    this.current = first;
    this.kept = this.keep().catch((error: unknown) => {
      if (!this.stopping.signal.aborted) throw error;
    });
  }

  /** The newest server; it may have ended. */
  get postmaster(): Postmaster {
    return this.current;
  }

  /** Why there is no server now, in words that anyone may read; null while there is one. */
  get trouble(): string | null {
    return this.reason;
  }

  /** No server is started after this. Resolves when no start is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.kept;
  }

  private async keep(): Promise<never> {
    for (let failures = 0; ;) {
      const since = performance.now();
      await this.end();
      if (performance.now() - since > STEADY_MS) failures = 0;
      this.reason = 'The embedded PostgreSQL ended by itself and is being started again.';
      this.options.log('embedded PostgreSQL ended by itself', { ...this.current });
      failures = await this.startAgain(failures);
      this.reason = null;
    }
  }

  private async end(): Promise<void> {
    const { pid } = this.current;
    const start = findProcessStart(pid);
    while (start !== null && findProcessStart(pid) === start) await this.pause(LOOK_EVERY_MS);
  }

  /** @returns tries so far, including the successful one: a server that ends at once is given more and more time */
  private async startAgain(failures: number): Promise<number> {
    for (let tries = failures; ; tries += 1) {
      await this.pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!);
      try {
        this.current = await this.options.start(this.stopping.signal);
        return tries + 1;
      } catch (error) {
        this.stopping.signal.throwIfAborted();
        this.tellOfFailure(error, tries + 1);
      }
    }
  }

  private tellOfFailure(error: unknown, tries: number): void {
    const reason = `The embedded PostgreSQL ended and could not be started again.${causeOf(error)}`;
    const isNew = reason !== this.reason;
    this.reason = reason;
    if (isNew) this.options.warn('embedded PostgreSQL could not be started again', { err: error, tries });
  }

  /** Does not keep the process alive. */
  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal, ref: false });
  }
}

const causeOf = (error: unknown): string =>
  error instanceof EmbeddedPostgresError && error.knownCause !== null ? ` ${error.knownCause}` : '';
