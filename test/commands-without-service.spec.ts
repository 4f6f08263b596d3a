import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getFreePort } from '../src/platform/database/embedded/free-port.js';
import { createDatabase, createMigratedDatabase, query } from './support/databases.js';
import { run } from './support/processes.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postroom-data-'));
});
afterAll(() => rm(folder, { recursive: true }));

const reparse = (env: Record<string, string>) => run('cli/reparse.js', ['--since', '2026-01-01'], env);
const refused = (told: RegExp) => ({ status: 1, output: expect.stringMatching(told) });

describe('where no service has ever run', () => {
  it('commands create nothing, and say that the folder is a different one', async () => {
    const DATA_DIR = join(folder, 'mistyped');
    expect(await reparse({ DATA_DIR })).toEqual(
      refused(
        /^There is no database in DATA_DIR .*mistyped\. Name the DATA_DIR, or the DATABASE_URL, of .*\n$/,
      ),
    );
    const { status, output } = await run('cli/doctor.js', [], { DATA_DIR });
    expect(status).toBe(0);
    expect(output).toMatch(/^WARN {2}database +The embedded PostgreSQL does not run\.$/m);
    expect(output).toMatch(/^WARN {2}storage +.*mistyped\/blobs is not there yet\.$/m);
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  it('a database without tables is not read', async () => {
    expect(await reparse({ DATA_DIR: folder, DATABASE_URL: await createDatabase() })).toEqual(
      refused(/^It lacks migrations of this version\. Start the service of this version: it migrates\.\n$/),
    );
  });
});

it('a database of a newer version is not written to', async () => {
  const DATABASE_URL = await createMigratedDatabase();
  await query(
    DATABASE_URL,
    `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
  );
  expect(await reparse({ DATA_DIR: folder, DATABASE_URL })).toEqual(
    refused(/^A newer version has migrated it; .*\n$/),
  );
});

it('an unreachable database is reported in one line, without its password', async () => {
  const DATABASE_URL = `postgres://ann:not-to-be-told@127.0.0.1:${await getFreePort()}/mail`;
  expect(await reparse({ DATA_DIR: folder, DATABASE_URL })).toEqual(
    refused(/^The database: Cannot be reached \(ECONNREFUSED\)\. Check DATABASE_URL, and .*\n$/),
  );
});

it('a command whose reader stops reading ends without a message', async () => {
  const child = spawn(process.execPath, [resolve(__dirname, '../dist/cli/doctor.js')], {
    env: { PATH: process.env.PATH, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [status] = (await once(child, 'exit')) as [number | null];
  expect({ status, said }).toEqual({ status: 141, said: '' });
});
