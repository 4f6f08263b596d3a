import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDataDir, removeDataDirs } from './embedded-postgres/data-dirs.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

const LISTED = 'GET /emails/receiving';

const dataDir = makeDataDir();
const cluster = join(dataDir, 'postgres', 'data');
let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({
    env: {
      ...simulator.env,
      DATA_DIR: dataDir,
      DATABASE_URL: undefined,
      REDIS_URL: undefined,
      LOG_LEVEL: 'debug',
    },
  });
  await simulator.announceTo(service);
});
afterAll(async () => {
  await service?.program.stop();
  await simulator?.stop();
  removeDataDirs();
});

/** Pid and port of the server, from its pid file. */
function server(): { pid: number; port: number } {
  const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

const readiness = async () => (await service.call('GET', '/health/ready', { key: null })).body;

/** The subjects of all tickets, once there are that many. */
const filed = (mails: number) =>
  eventually(async () => {
    await simulator.control('POST', '/clock', { body: { advance_s: 300 } }); // the provider's next attempts
    const { status, body } = await service.call('GET', '/v1/tickets');
    return status === 200 && body.data.length === mails
      ? body.data.map(({ subject }: { subject: string }) => subject).sort()
      : null;
  });

/** The round has ended and could not record it in the database. */
const tellsOfReconcile = (line: string) => line.includes('"msg":"outage"') && line.includes('"reconcile"');

/** Delays the provider's answer, so that the server is away when it comes. */
async function startReconcile(): Promise<void> {
  const asked = async () => (await simulator.stats()).calls[LISTED] ?? 0;
  const before = await asked();
  await simulator.fault({ kind: 'latency', latency_ms: 2000, count: 1, path: '/emails/receiving' });
  await eventually(async () => {
    const { status } = await service.call('POST', '/v1/ledger/reconcile', { body: {} });
    return status === 202 ? true : null;
  });
  await eventually(async () => ((await asked()) > before ? true : null), 30_000);
}

describe('the embedded PostgreSQL, if its server is killed while the service runs,', () => {
  it('is restarted by the service at the same address, with all its data', async () => {
    await simulator.deliver(plainMail({ subject: 'before' }));
    await filed(1);
    const first = server();
    process.kill(first.pid, 'SIGKILL');
    await simulator.deliver(plainMail({ subject: 'while it is away' }));

    expect(await filed(2)).toEqual(['before', 'while it is away']);
    const second = server();
    expect(second.port).toBe(first.port);
    expect(second.pid).not.toBe(first.pid);
    expect(await readiness()).toMatchObject({
      status: 'ok',
      checks: { database: { ok: true, detail: null } },
    });
  });

  it('is started again and again until it runs, and readiness says why it does not', async () => {
    const settings = join(cluster, 'postgresql.conf');
    const { mode } = statSync(settings);
    await startReconcile();
    chmodSync(settings, 0);
    process.kill(server().pid, 'SIGKILL');
    const detail = await eventually(async () => {
      const { checks } = await readiness();
      return checks.database.detail?.includes('could not be started again') ? checks.database.detail : null;
    });
    expect(detail).toContain('The server may not read or write a file it needs.');
    expect(detail).not.toContain(dataDir);
    await eventually(() => Promise.resolve(service.program.lines.some(tellsOfReconcile) ? true : null));

    chmodSync(settings, mode);
    await simulator.deliver(plainMail({ subject: 'after it' }));
    expect(await filed(3)).toEqual(['after it', 'before', 'while it is away']);
    expect(service.program.isRunning).toBe(true);
  });

  it('does not prevent a later reconcile', async () => {
    await startReconcile();
  });

  it('still stops with the service', async () => {
    expect(server().pid).toBeGreaterThan(0);
    expect(await service.program.stop()).toBe(0);
    expect(server).toThrow('ENOENT'); // a server that ends cleanly removes its pid file
    // an error of pg refers to its connection, and so to the query in progress
    const { lines } = service.program;
    expect(lines.some((line) => line.includes('"msg":"outage"'))).toBe(true);
    expect(lines.filter((line) => line.includes('_activeQuery'))).toEqual([]);
    const loud = lines.filter((line) => /"level":"(warn|error)"/.test(line));
    expect(loud.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'the database is away',
      'the database is away',
      'embedded PostgreSQL could not be started again',
    ]);
  });
});
