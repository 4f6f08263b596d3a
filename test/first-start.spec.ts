import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { Service } from './support/service.js';

let service: Service | undefined;
afterEach(() => service?.stop());

it('a start that died before its admin key was written whole does not lock everybody out', async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'postroom-data-'));
  const file = join(DATA_DIR, 'admin-api-key');
  await writeFile(file, '');
  service = await Service.start({ env: { ADMIN_API_KEY: undefined, DATA_DIR } });
  const key = (await readFile(file, 'utf8')).trim();
  expect(key).toMatch(/^pr_/);
  expect(await service.call('GET', '/v1/tickets', { key })).toMatchObject({ status: 200 });
});
