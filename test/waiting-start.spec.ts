import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { getFreePort } from '../src/platform/database/embedded/free-port.js';
import { eventually } from './support/eventually.js';
import { Program } from './support/processes.js';

/** A PostgreSQL that comes back on the same port (`bench/support/postgres.mjs`). */
interface Postgres {
  createDatabase(name: string): Promise<string>;
  crash(): Promise<void>;
  spawn(): Promise<void>;
  stop(): Promise<void>;
}

let postgres: Postgres;
let dataDir: string;
let program: Program | undefined;
beforeAll(async () => {
  const module = (await import(resolve(__dirname, '../bench/support/postgres.mjs'))) as {
    Postgres: { start(): Promise<Postgres> };
  };
  postgres = await module.Postgres.start();
  dataDir = await mkdtemp(join(tmpdir(), 'postroom-data-'));
});
afterAll(async () => {
  await program?.stop();
  await postgres?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

it('a start that waits for its database is alive but not ready, says why, and continues when it is there', async () => {
  const databaseUrl = await postgres.createDatabase('late');
  await postgres.crash();
  const port = await getFreePort();
  program = await Program.start('bundle/main.js', {
    env: { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: databaseUrl, ADMIN_API_KEY: 'k'.repeat(32) },
    isReady: (line) => line.includes('"msg":"waiting for the database"'),
  });
  const ask = async (method: string, path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method }).catch(() => null);
    return answer === null ? null : { status: answer.status, body: await answer.json() };
  };
  const live = { status: 200, body: { status: 'ok' } };
  expect(await eventually(() => ask('GET', '/health/live'))).toEqual(live);
  const detail = 'Cannot be reached (ECONNREFUSED).';
  expect(await ask('GET', '/health/ready')).toEqual({
    status: 503,
    body: { status: 'unavailable', checks: { database: { ok: false, detail } }, alarms: [] },
  });
  expect(await ask('POST', '/webhooks/resend')).toMatchObject({
    status: 503,
    body: { type: '/problems/database-unavailable' },
  });

  await postgres.spawn();
  await eventually(async () => ((await ask('GET', '/health/ready'))?.status === 200 ? true : null));
  expect(await ask('GET', '/health/live')).toEqual(live);
});
