import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { forgettable, run, type Sql, sql } from '../platform/database/sql.js';
import { TransientProviderError } from './provider-errors.js';

/** Requests that may be sent at once after a quiet time. At the default rate, no second sees more than ten. */
const BURST = 2;

/** Longest pause that callers wait out in line; a longer one would outlast the lease on their work. */
const MAX_PAUSE_IN_LINE_MS = 10_000;

/** When to try again if the database is away. */
const RETRY_AFTER_MS = 2_000;

/** Requests due within this time share one statement. */
const TOGETHER_MS = 50;

/**
 * Takes the next free moments in one statement, one for each request, or none if they are too far away. A crash of the
 * database may forget them: by the time it is back, they are over.
 */
const take = (name: string, intervalMs: number, requests: number): Sql => sql`
  INSERT INTO request_budgets AS budget (name, next_at)
  SELECT ${name}, clock_timestamp() + make_interval(secs => ${intervalMs * requests}::float8 / 1000)
  WHERE ${forgettable}
  ON CONFLICT (name) DO UPDATE SET next_at =
    greatest(budget.next_at, clock_timestamp() - make_interval(secs => ${intervalMs * (BURST - 1)}::float8 / 1000))
      + make_interval(secs => ${intervalMs * requests}::float8 / 1000)
    WHERE budget.next_at < clock_timestamp() + make_interval(secs => ${MAX_PAUSE_IN_LINE_MS}::float8 / 1000)
  RETURNING extract(epoch FROM next_at - clock_timestamp())::float8 * 1000 - ${intervalMs * requests}::float8
            AS "waitMs"`;

const pauseAll = (name: string, durationMs: number): Sql => sql`
  INSERT INTO request_budgets AS budget (name, next_at)
  VALUES (${name}, clock_timestamp() + make_interval(secs => ${durationMs}::float8 / 1000))
  ON CONFLICT (name) DO UPDATE SET next_at = greatest(budget.next_at, excluded.next_at)`;

const remaining = (name: string): Sql => sql`
  SELECT extract(epoch FROM next_at - clock_timestamp())::float8 * 1000 AS "pauseMs"
  FROM request_budgets WHERE name = ${name}`;

/** A request waiting in line. */
interface Waiting {
  go: () => void;
  refuse: (error: unknown) => void;
}

/**
 * One budget for an API key over all processes. A row holds the moment at which the next request may be sent, and each
 * sender moves it on. The requests of one process wait in line, so that those at its head share a statement.
 */
export class RequestBudget {
  private readonly name: string;
  private readonly intervalMs: number;
  private readonly atOnce: number;
  private readonly line: Waiting[] = [];
  private isServing = false;

  constructor(
    private readonly database: DataSource,
    apiKey: string,
    requestsPerSecond: number,
  ) {
    this.name = createHash('sha256').update(apiKey).digest('hex');
    this.intervalMs = 1000 / requestsPerSecond;
    this.atOnce = Math.max(1, Math.floor(TOGETHER_MS / this.intervalMs));
  }

  /**
   * Resolves when one request may be sent.
   *
   * @throws TransientProviderError  rate-limited, with the time to wait, during a long pause
   */
  take(): Promise<void> {
    return new Promise((go, refuse) => {
      this.line.push({ go, refuse });
      if (!this.isServing) void this.serve();
    });
  }

  /** Holds back all requests for a while, as after a 429. Never shortens a pause. */
  async pauseFor(durationMs: number): Promise<void> {
    await this.asked(pauseAll(this.name, durationMs));
  }

  /** Without the database nobody may send: what to send or fetch is recorded there, so it waits anyway. */
  private async asked<Row>(statement: Sql): Promise<Row[]> {
    try {
      return await run<Row>(this.database, statement);
    } catch (cause) {
      throw new TransientProviderError('The request budget could not be asked', {
        rateLimited: true,
        retryAfterMs: RETRY_AFTER_MS,
        cause,
      });
    }
  }

  private async serve(): Promise<void> {
    this.isServing = true;
    while (this.line.length > 0) {
      const head = this.line.splice(0, this.atOnce);
      try {
        await this.letGo(head);
      } catch (error) {
        for (const { refuse } of head) refuse(error);
      }
    }
    this.isServing = false;
  }

  /** Releases them one by one, each at its moment. */
  private async letGo(head: Waiting[]): Promise<void> {
    const [taken] = await this.asked<{ waitMs: number }>(take(this.name, this.intervalMs, head.length));
    if (taken === undefined) throw await this.longPause();
    const firstAt = performance.now() + taken.waitMs;
    for (const [place, { go }] of head.entries()) {
      const waitMs = firstAt + place * this.intervalMs - performance.now();
      if (waitMs > 0) await pause(Math.ceil(waitMs));
      go();
    }
  }

  private async longPause(): Promise<TransientProviderError> {
    const [row] = await this.asked<{ pauseMs: number }>(remaining(this.name));
    const retryAfterMs = Math.max(0, Math.ceil(row?.pauseMs ?? 0));
    return new TransientProviderError('Requests are paused', { rateLimited: true, retryAfterMs });
  }
}
