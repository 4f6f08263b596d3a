import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir, removeDataDirs } from '../../../../test/embedded-postgres/data-dirs.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { findRunningPostmaster, type Postmaster } from './postmaster-pid-file.js';
import { PostmasterKeeper } from './postmaster-keeper.js';
import { findProcessStart } from './process-table.js';
import { openServerHome } from './server-home.js';

afterAll(removeDataDirs);

const GONE: Postmaster = { pid: 4_194_305, port: 1 };
const HERE: Postmaster = { pid: process.pid, port: 1 };

describe('PostmasterKeeper', () => {
  it('retries a failed start, says why until one succeeds, and then watches that server', async () => {
    const tries = [() => Promise.reject(new Error('no')), () => Promise.resolve(HERE)];
    const told: string[] = [];
    let started = (): void => undefined;
    const hasStarted = new Promise<void>((resolve) => (started = resolve));
    const keeper = new PostmasterKeeper(GONE, {
      start: async () => {
        told.push(keeper.trouble!);
        const server = await tries.shift()!();
        started();
        return server;
      },
      log: () => undefined,
      warn: () => undefined,
    });
    await hasStarted;
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([
      'The embedded PostgreSQL ended by itself and is being started again.',
      'The embedded PostgreSQL ended and could not be started again.',
    ]);
    expect([keeper.trouble, keeper.postmaster]).toEqual([null, HERE]);
    await keeper.stop();
  });

  it('starts nothing once it is stopped', async () => {
    let starts = 0;
    const keeper = new PostmasterKeeper(GONE, {
      start: () => Promise.resolve({ ...GONE, port: (starts += 1) }),
      log: () => undefined,
      warn: () => undefined,
    });
    await keeper.stop();
    expect(starts).toBe(0);
  });
});

describe('startEmbeddedPostgres', () => {
  it('leaves no server running if it is stopped while restarting a killed one', async () => {
    const dataDir = makeDataDir();
    let ended = (): void => undefined;
    const hasEnded = new Promise<void>((resolve) => (ended = resolve));
    const server = await startEmbeddedPostgres({
      dataDir,
      log: (message) => (message.includes('ended by itself') ? ended() : undefined),
      durable: false,
    });
    const home = openServerHome(dataDir);
    const { pid } = findRunningPostmaster(home)!;
    process.kill(pid, 'SIGKILL');
    await hasEnded;
    await server.stop();
    expect([findProcessStart(pid), findRunningPostmaster(home)]).toEqual([null, null]);
    expect(existsSync(join(realpathSync(join(dataDir, 'postgres')), 'owner.lock'))).toBe(false);
  });
});
