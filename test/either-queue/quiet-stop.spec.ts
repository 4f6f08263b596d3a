import { afterAll, expect, it } from '@jest/globals';
import { makeDataDir, removeDataDirs } from '../embedded-postgres/data-dirs.js';
import { plainMail } from '../support/mails.js';
import { Service } from '../support/service.js';

afterAll(removeDataDirs);

it('a plain start and stop with the embedded PostgreSQL log nothing that needs attention', async () => {
  const service = await Service.start({ env: { DATA_DIR: makeDataDir(), DATABASE_URL: undefined } });
  const { status } = await service.handIn(plainMail());
  expect(status).toBe('processed');
  expect(await service.program.stop()).toBe(0);
  const logged = service.program.lines.filter((line) => line.startsWith('{'));
  expect(logged.at(-1)).toContain('"msg":"stopping"');
  expect(logged.filter((line) => !line.includes('"level":"info"'))).toEqual([]);
});
