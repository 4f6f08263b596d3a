import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { makeDataDir, removeDataDirs } from '../../../../test/embedded-postgres/data-dirs.js';
import { compileService, removeService, startService } from '../../../../test/embedded-postgres/service.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { findProcessStart } from './process-table.js';

const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((wake) => setImmediate(wake));
};

describe('an embedded PostgreSQL whose service is killed', () => {
  const dataDir = makeDataDir();
  const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
  const serverPid = () => Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const logged: string[] = [];
  const start = () =>
    startEmbeddedPostgres({ dataDir, log: (text) => void logged.push(text), durable: false });
  beforeAll(() => compileService(join(process.cwd(), 'src', 'platform', 'database')));
  afterAll(() => {
    removeDataDirs();
    removeService();
  });

  it('is not reached by Ctrl-C, and refuses another service while its own is running', async () => {
    const { url, service } = await startService(dataDir);
    process.kill(-service.pid!, 'SIGINT');
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await expect(start()).rejects.toThrow(`is in use by process ${service.pid};`);
    service.kill('SIGKILL');
    await once(service, 'exit');
  });

  it('keeps running, and the next service takes it over', async () => {
    const pid = serverPid();
    const server = await start();
    expect(serverPid()).toBe(pid);
    expect(logged.splice(0)).toEqual([
      'took over the embedded PostgreSQL that an earlier process left running',
    ]);
    expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await server.stop();
    expect(findProcessStart(pid)).toBeNull();
    expect(existsSync(pidFile)).toBe(false);
  });

  it('recovers if the server is killed too', async () => {
    const { url, service } = await startService(dataDir);
    await query(url, 'SET synchronous_commit = on; INSERT INTO kept VALUES (43)');
    const pid = serverPid();
    process.kill(pid, 'SIGKILL');
    service.kill('SIGKILL');
    await once(service, 'exit');
    await until(() => findProcessStart(pid) === null);
    const again = await start();
    expect(await query(again.url, 'SELECT answer FROM kept ORDER BY 1')).toEqual([
      { answer: 42 },
      { answer: 43 },
    ]);
    await again.stop();
  });

  it('starts although its old pid now belongs to another process', async () => {
    writeFileSync(
      pidFile,
      `${process.pid}\n${join(dataDir, 'postgres', 'data')}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    const server = await start();
    expect(await query(server.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 2 }]);
    await server.stop();
  });

  it('ends with a service that exits without stopping it', async () => {
    const { service } = await startService(dataDir);
    const pid = serverPid();
    service.kill('SIGUSR2');
    await once(service, 'exit');
    await until(() => findProcessStart(pid) === null);
    expect(existsSync(pidFile)).toBe(false);
  });
});
