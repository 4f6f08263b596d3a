import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { TransientProviderError } from './provider-errors.js';
import { BURST, longPause, MAX_PAUSE_IN_LINE_MS } from './rate-budget.js';
import type { RequestBudget } from './request-budget.js';

/** When to ask again after the database was away. */
const RETRY_AFTER_MS = 2_000;

/** One statement takes the next free moment; it takes none when that is too far away. */
const TAKE = `
  INSERT INTO request_budgets AS budget (name, next_at)
  VALUES ($1, clock_timestamp() + make_interval(secs => $2::float8 / 1000))
  ON CONFLICT (name) DO UPDATE SET next_at =
    greatest(budget.next_at, clock_timestamp() - make_interval(secs => $2::float8 * $3 / 1000))
      + make_interval(secs => $2::float8 / 1000)
    WHERE budget.next_at < clock_timestamp() + make_interval(secs => $4::float8 / 1000)
  RETURNING extract(epoch FROM next_at - clock_timestamp())::float8 * 1000 - $2 AS "waitMs"`;

const PAUSE = `
  INSERT INTO request_budgets AS budget (name, next_at)
  VALUES ($1, clock_timestamp() + make_interval(secs => $2::float8 / 1000))
  ON CONFLICT (name) DO UPDATE SET next_at = greatest(budget.next_at, excluded.next_at)`;

const REMAINING = `
  SELECT extract(epoch FROM next_at - clock_timestamp())::float8 * 1000 AS "pauseMs"
  FROM request_budgets WHERE name = $1`;

/**
 * One budget for an API key over all processes: the moment at which the next request may go out is a row, and whoever
 * wants to send moves it on. The requests of one process stand in line, so that each process waits for one moment only.
 */
export class SharedBudget implements RequestBudget {
  private readonly name: string;
  private readonly intervalMs: number;
  private lastInLine: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Pick<DataSource, 'query'>,
    apiKey: string,
    requestsPerSecond: number,
  ) {
    this.name = createHash('sha256').update(apiKey).digest('hex');
    this.intervalMs = 1000 / requestsPerSecond;
  }

  take(): Promise<void> {
    const turn = this.lastInLine.then(() => this.takeNext());
    this.lastInLine = turn.catch(() => undefined);
    return turn;
  }

  async pauseFor(durationMs: number): Promise<void> {
    await this.asked(PAUSE, [this.name, durationMs]);
  }

  /** Without the database nobody may send: what is to be sent or fetched is recorded there, so it waits anyway. */
  private async asked<Row>(statement: string, parameters: unknown[]): Promise<Row[]> {
    try {
      return await this.database.query<Row[]>(statement, parameters);
    } catch (cause) {
      throw new TransientProviderError('The request budget could not be asked', {
        rateLimited: true,
        retryAfterMs: RETRY_AFTER_MS,
        cause,
      });
    }
  }

  private async takeNext(): Promise<void> {
    const parameters = [this.name, this.intervalMs, BURST - 1, MAX_PAUSE_IN_LINE_MS];
    const [taken] = await this.asked<{ waitMs: number }>(TAKE, parameters);
    if (taken === undefined) throw longPause(await this.remainingMs());
    if (taken.waitMs > 0) await pause(Math.ceil(taken.waitMs));
  }

  private async remainingMs(): Promise<number> {
    const [row] = await this.asked<{ pauseMs: number }>(REMAINING, [this.name]);
    return Math.max(0, Math.ceil(row?.pauseMs ?? 0));
  }
}
