import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import { RequestBudgets1763690000042 } from '../../src/providers/migrations/1763690000042-request-budgets.js';
import { RequestBudget } from '../../src/providers/request-budget.js';
import { ResendReceivingApi } from '../../src/providers/resend/receiving-api.js';
import { failure, failureOf, ScriptedServer } from '../../src/providers/resend/scripted-server.fixture.js';
import { createDatabase } from '../support/databases.js';

const PER_SECOND = 20;

/** Two processes on one database. */
let processes: DataSource[];
beforeAll(async () => {
  const url = await createDatabase();
  processes = await Promise.all([1, 2].map(() => new DataSource({ type: 'postgres', url }).initialize()));
  await new RequestBudgets1763690000042().up(processes[0] as unknown as QueryRunner);
});
afterAll(() => Promise.all((processes ?? []).map((database) => database.destroy())));

const budgetsOf = (apiKey: string) =>
  processes.map((database) => new RequestBudget(database, apiKey, PER_SECOND));

describe('the budget of an API key', () => {
  it('is shared by all processes, even after a quiet time', async () => {
    const budgets = budgetsOf('re_shared');
    await budgets[0]!.take();
    const startedAt = performance.now();
    await Promise.all(budgets.flatMap((budget) => Array.from({ length: 12 }, () => budget.take())));
    // 25 in all, of which two may go out at once
    expect(performance.now() - startedAt).toBeGreaterThan((22 / PER_SECOND) * 1000);
  });

  it('holds all processes back after a 429, and says for how long if that is long', async () => {
    const [one, other] = budgetsOf('re_paused');
    await one!.pauseFor(60_000);
    await one!.pauseFor(1_000);
    const refused = await other!.take().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'provider_rate_limited', rateLimited: true });
    expect((refused as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(20_000);
    expect((refused as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it('is paused by any process that is told to slow down', async () => {
    const provider = await ScriptedServer.start();
    try {
      provider.answer = failure(429, 'rate_limit_exceeded', 'slow down', { 'retry-after': '60' });
      const [one, other] = budgetsOf('re_told').map(
        (budget) => new ResendReceivingApi({ apiKey: 're_told', baseUrl: provider.url, budget }),
      );
      expect(await failureOf(one!.get('mail'))).toMatchObject({ retryAfterMs: 60_000 });
      expect(await failureOf(other!.get('mail'))).toMatchObject({ message: 'Requests are paused' });
      expect(provider.requests).toHaveLength(1);
    } finally {
      await provider.stop();
    }
  });

  it('is separate from that of another key', async () => {
    await expect(budgetsOf('re_other')[0]!.take()).resolves.toBeUndefined();
  });
});
