import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { Program, run } from './support/processes.js';
import { Service } from './support/service.js';

let service: Service | undefined;
afterEach(() => service?.stop());

it('a start that died while writing its admin key does not lock everybody out', async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'postroom-data-'));
  const file = join(DATA_DIR, 'admin-api-key');
  await writeFile(file, '');
  service = await Service.start({ env: { ADMIN_API_KEY: undefined, DATA_DIR } });
  const key = (await readFile(file, 'utf8')).trim();
  expect(key).toMatch(/^pr_/);
  expect(await service.call('GET', '/v1/tickets', { key })).toMatchObject({ status: 200 });
});

it('a start that is interrupted leaves no database server running', async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'postroom-data-'));
  const program = await Program.start('bundle/main.js', {
    env: { DATA_DIR, PORT: '0' },
    isReady: (line) => line.includes('"msg":"embedded PostgreSQL is ready"'),
  });
  expect(await program.stop()).toBe(143);
  const pidFile = join(DATA_DIR, 'postgres', 'data', 'postmaster.pid');
  await eventually(() => Promise.resolve(existsSync(pidFile) ? null : true));
  await rm(DATA_DIR, { recursive: true });
});

it('environment variables about another server do not keep us from our own', async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'postroom-data-'));
  const others = {
    PGSSLMODE: 'require',
    PGOPTIONS: '-c nothing=that.exists',
    PGHOST: '/nowhere',
    PGUSER: 'ann',
  };
  service = await Service.start({ env: { DATABASE_URL: undefined, DATA_DIR, ...others } });
  expect(await service.call('GET', '/v1/tickets')).toMatchObject({ status: 200 });
  const { output } = await run('cli/doctor.js', [], { DATA_DIR, ...others });
  expect(output).toMatch(/^ok {4}database +PostgreSQL/m);
});
