import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { ProviderLog } from './support/provider-log.js';
import { Service } from './support/service.js';
import { signed } from './support/sign.js';
import { Simulator } from './support/simulator.js';

/** The provider's limit per second; our budget is set higher, so that it refuses again and again. */
const LIMIT = 4;
const OUR_BUDGET = 8;
/** So many may go out at once after a quiet time. */
const BURST = 2;
const MAILS = 40;
const ADDRESSES = 5;
const GET_MAIL = 'GET /emails/receiving/';
/** The database may run on another machine. */
const CLOCKS_APART_MS = 250;

let simulator: Simulator;
let logs: ProviderLog[];
let processes: Service[];
let api: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  await simulator.control('POST', '/plan', { body: { rate_limit: LIMIT } });
  logs = await Promise.all([1, 2].map(() => ProviderLog.before(simulator)));
  const envs = logs.map((log) => ({
    ...simulator.env,
    RESEND_BASE_URL: log.url,
    RESEND_REQUESTS_PER_SECOND: String(OUR_BUDGET),
    SUPPRESSION_MIRROR: 'latest',
  }));
  api = await Service.start({ env: envs[0], role: 'api' });
  const workers = envs.map((env) => Service.start({ env, role: 'worker', beside: api }));
  processes = [api, ...(await Promise.all(workers))];
});
afterAll(async () => {
  await Promise.all((processes ?? []).slice(1).map((worker) => worker.program.stop()));
  await api?.stop();
  await Promise.all((logs ?? []).map((log) => log.stop()));
  await simulator?.stop();
});

/** Announces a mail that the provider has, because its own announcement would wait for its schedule. */
async function announce(): Promise<void> {
  const kept = await simulator.control('POST', '/inbound?webhook=false', { raw: plainMail() });
  const { email_id } = kept as { email_id: string };
  const raw = JSON.stringify({
    type: 'email.received',
    created_at: new Date().toISOString(),
    data: { email_id, from: 'ann@customer.example', to: ['support@desk.example'], subject: 'A mail' },
  });
  const answer = await api.call('POST', '/webhooks/resend', { raw, headers: signed(raw), key: null });
  expect(answer.status).toBe(200);
}

const lastRun = async () => (await api.get('/v1/suppressions/drift')).providers[0].last_run;
const isAllFiled = async () => {
  await api.settled();
  const states = await api.sql("SELECT DISTINCT status FROM inbox_events WHERE kind = 'received'");
  expect(states).toEqual([{ status: 'processed' }]);
};

describe('two workers and the mirror, at a provider that refuses requests above its limit,', () => {
  it('share one budget, finish everything and let nobody starve', async () => {
    for (let n = 0; n < ADDRESSES; n += 1) {
      await api.call('POST', '/v1/suppressions', { body: { address: `storm-${n}@x.example` } });
    }
    await eventually(async () => {
      await announce();
      return logs.every(({ calls }) => calls.length > 0) ? true : null; // both take part
    });
    await isAllFiled();
    for (const { calls } of logs) calls.length = 0;
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: MAILS }, announce));
    await api.call('POST', '/v1/suppressions/mirror/runs');
    await isAllFiled();
    const run = await eventually(async () => {
      const last = await lastRun();
      return last?.finished_at === null ? null : last;
    }, 120_000);
    const seconds = (performance.now() - startedAt) / 1000;

    expect(run).toMatchObject({ error: null, result: { pushed: ADDRESSES } });
    const made = logs.flatMap(({ calls }) => calls);
    const fetched = made.filter(({ call, status }) => call.startsWith(GET_MAIL) && status === 200);
    expect(new Set(fetched.map(({ call }) => call)).size).toBe(MAILS);
    expect(made.some(({ status }) => status === 429)).toBe(true);
    // one shared budget: with one for each process there would be time for twice as many
    expect(made.length).toBeLessThanOrEqual(OUR_BUDGET * seconds + BURST);
  });

  it('ask nothing until the end of a pause that the provider asked any of them for', async () => {
    await simulator.fault({ kind: 'rate_limited', retry_after_s: 12, path: '/emails/receiving/', count: 1 });
    await announce();
    const until = await eventually(async () => {
      const [row] = await api.sql<{ until: number }>(
        `SELECT extract(epoch FROM next_at)::float8 * 1000 AS until FROM request_budgets
         WHERE next_at > clock_timestamp() + interval '3 seconds'`,
      );
      return row?.until ?? null;
    });
    for (const { calls } of logs) calls.length = 0;
    await Promise.all([
      ...Array.from({ length: 6 }, announce),
      api.call('POST', '/v1/suppressions/mirror/runs'),
    ]);
    await isAllFiled();
    const made = logs.flatMap(({ calls }) => calls);
    expect(made.length).toBeGreaterThanOrEqual(7);
    expect(Math.min(...made.map(({ at }) => at))).toBeGreaterThanOrEqual(until - CLOCKS_APART_MS);
  });
});
