import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { BURST, longPause, MAX_PAUSE_IN_LINE_MS } from './rate-budget.js';
import type { RequestBudget } from './request-budget.js';

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
    await this.database.query(PAUSE, [this.name, durationMs]);
  }

  private async takeNext(): Promise<void> {
    const parameters = [this.name, this.intervalMs, BURST - 1, MAX_PAUSE_IN_LINE_MS];
    const [taken] = await this.database.query<{ waitMs: number }[]>(TAKE, parameters);
    if (taken === undefined) throw longPause(await this.remainingMs());
    if (taken.waitMs > 0) await pause(Math.ceil(taken.waitMs));
  }

  private async remainingMs(): Promise<number> {
    const [row] = await this.database.query<{ pauseMs: number }[]>(REMAINING, [this.name]);
    return Math.max(0, Math.ceil(row?.pauseMs ?? 0));
  }
}
