import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from './support/processes.js';
import { Service, WEBHOOK_SECRET } from './support/service.js';
import { Simulator } from './support/simulator.js';

const PUBLIC_URL = 'https://post.example.com';
const EVENTS = [
  'email.received',
  'email.bounced',
  'email.complained',
  'email.suppressed',
  'suppression.added',
  'suppression.removed',
  'email.sent',
  'email.delivered',
  'email.delivery_delayed',
  'email.failed',
];

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({ role: 'api', env: { ...simulator.env, PUBLIC_URL: `${PUBLIC_URL}/` } });
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});

const doctor = (env: Record<string, string | undefined> = {}) =>
  run('cli/doctor.js', [], { ...service.env, ...env });
/** The line about one thing, with its advice. */
const about = (output: string, name: string) =>
  output
    .split(/\n(?! )/)
    .find((line) => line.slice(6).startsWith(name))
    ?.replaceAll(/\s+/g, ' ');
const register = async (endpoint: string, events: string[]): Promise<string> => {
  const response = await fetch(`${simulator.url}/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulator.env.RESEND_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, events }),
  });
  return ((await response.json()) as { id: string }).id;
};
const remove = (id: string) =>
  fetch(`${simulator.url}/webhooks/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${simulator.env.RESEND_API_KEY}` },
  });

describe('npm run doctor', () => {
  it('fails if no webhook at the provider leads here, and says which one should', async () => {
    const other = await register('https://elsewhere.example/hook', EVENTS);
    const { status, output } = await doctor();
    await remove(other);
    expect(status).toBe(1);
    expect(about(output, 'Resend webhook')).toMatch(
      /^FAIL Resend webhook None of 1 leads to https:\/\/post\.example\.com\/webhooks\/resend\. → Add it/,
    );
  });

  it.each([
    [['email.bounced'], 'FAIL', 1, 'email.complained'],
    [['email.received', 'email.bounced'], 'WARN', 0, 'email.complained'],
    [EVENTS.filter((type) => type !== 'email.delivered'), 'WARN', 0, 'email.delivered'],
  ])("compares the webhook's events: with %j it says %s", async (events, mark, exit, missing) => {
    const id = await register(`${PUBLIC_URL}/webhooks/resend`, events);
    const { status, output } = await doctor();
    await remove(id);
    expect(about(output, 'Resend webhook')).toMatch(new RegExp(`^${mark} .* does not have .*${missing}`));
    expect(status).toBe(exit);
  });

  it('accepts no arguments but --help', async () => {
    const asked = (...args: string[]) => run('cli/doctor.js', args, service.env);
    expect(await asked('--help')).toEqual({ status: 0, output: expect.stringMatching(/^npm run doctor\n/) });
    expect(await asked('--fix')).toEqual({
      status: 2,
      output: expect.stringMatching(/^Unknown option '--fix'/),
    });
  });

  it('finds no fault when all is well', async () => {
    const id = await register(`${PUBLIC_URL}/webhooks/resend`, EVENTS);
    const { status, output } = await doctor();
    await remove(id);
    expect(output).toMatch(/\n8 ok, 0 warnings, 0 failed\n$/);
    expect(about(output, 'queue')).toMatch(/BullMQ on (PostgreSQL|Redis)/);
    expect(status).toBe(0);
  });

  it.each([
    {
      env: {
        RESEND_API_KEY: 're_sim_sending_access',
        DATABASE_URL: 'postgres://u:p4ssw0rd@127.0.0.1:9/x',
        REDIS_URL: 'redis://:p4ssw0rd@127.0.0.1:9',
        STORAGE_URL: 'file:/dev/null/nowhere',
      },
      lines: {
        'Resend key':
          /^FAIL Resend key The key may not read received mail \(Resend answered 401: restricted_api_key/,
        'Resend webhook': /^WARN Resend webhook The key may not ask .* → Create a key with full access/,
        database: /^FAIL database It cannot be reached/,
        queue: /^FAIL queue It cannot be reached \(ECONNREFUSED\)\. → Check REDIS_URL/,
        storage: /^FAIL storage It cannot be reached .* → Check STORAGE_URL/,
      },
    },
    {
      env: { RESEND_BASE_URL: 'http://127.0.0.1:9', PUBLIC_URL: '', RESEND_WEBHOOK_SECRET: '' },
      lines: {
        'Resend key':
          /^FAIL Resend key It cannot be reached \(The connection to Resend failed, or something else/,
        'Resend clock': /^FAIL Resend clock It cannot be reached/,
        'Resend webhook': /^WARN Resend webhook PUBLIC_URL is not set/,
        'webhook secrets': /^WARN webhook secrets None is set/,
      },
    },
    {
      env: { RESEND_API_KEY: '' },
      lines: {
        'Resend key': /^WARN Resend key RESEND_API_KEY is not set: received mail waits/,
        'Resend webhook': /^WARN Resend webhook RESEND_API_KEY is not set: what is registered is not known/,
      },
    },
    {
      env: { RESEND_API_KEY: '', RESEND_WEBHOOK_SECRET: '', RESEND_BASE_URL: 'http://127.0.0.1:9' },
      lines: { 'Resend clock': /^ok Resend clock Resend is not used\.$/ },
    },
  ])('says what is wrong without revealing a secret: $env', async ({ env, lines }) => {
    const { output } = await doctor(env);
    for (const [name, expected] of Object.entries(lines)) expect(about(output, name)).toMatch(expected);
    expect(output).not.toMatch(/p4ssw0rd|re_sim|whsec_\w/);
  });

  it('names causes that waiting does not cure, and what the provider answered', async () => {
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: '/emails/receiving' });
    const wrong = new URL(service.databaseUrl);
    wrong.password = 'p4ssw0rd';
    const { output } = await doctor({ DATABASE_URL: wrong.href });
    await simulator.control('DELETE', '/faults');
    expect(about(output, 'database')).toContain(
      '(28P01: the user name or password is wrong). → Check DATABASE_URL',
    );
    expect(about(output, 'Resend key')).toMatch(
      /^FAIL Resend key It cannot be reached \(Resend answered 500: \w+\)\. → Check/,
    );
    expect(output).not.toContain('p4ssw0rd');
  });

  it('names events that wait for a person', async () => {
    await service.sql(
      `INSERT INTO inbox_events (id, source, delivery_id, delivery_key, type, kind, payload, status, due_at, last_error)
       VALUES (gen_random_uuid(), 'resend', 'x', 'x', 'email.received', 'received', '{}', 'parked', now(), '{"code":"quota"}')`,
    );
    expect(about((await doctor()).output, 'events')).toMatch(/^WARN events 1 parked \(quota\)\. → Settle/);
  });

  it('inspects a stopped service without starting anything', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'postroom-doctor-'));
    const { output } = await run('cli/doctor.js', [], { DATA_DIR: dataDir, RESEND_BASE_URL: simulator.url });
    await rm(dataDir, { recursive: true });
    expect(about(output, 'database')).toMatch(/^WARN database The embedded PostgreSQL does not run/);
  });

  it('names every bad setting', async () => {
    const answer = await doctor({
      PORT: 'x',
      RESEND_WEBHOOK_SECRET: `${WEBHOOK_SECRET},whsec_`,
      STORAGE_URL: 's3://bucket?forcePathStyle=perhaps',
    });
    expect(answer.status).toBe(1);
    for (const name of ['PORT', 'RESEND_WEBHOOK_SECRET', 'STORAGE_URL']) {
      expect(answer.output).toMatch(new RegExp(`^  ${name}: `, 'm'));
    }
  });
});
