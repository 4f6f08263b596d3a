import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
  await service.sql(`
    CREATE FUNCTION refuse_tables() RETURNS event_trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'no tables now'; END $$`);
  await service.sql(`
    CREATE EVENT TRIGGER no_tables ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS')
    EXECUTE FUNCTION refuse_tables()`);
});
afterAll(() => service?.stop());

it('a few events at once are put into the queue without creating a table', async () => {
  const mails = Array.from({ length: 12 }, (_, n) => service.handIn(plainMail({ subject: `Mail ${n}` })));
  const filed = await Promise.all(mails);
  expect(new Set(filed.map(({ status }) => status))).toEqual(new Set(['processed']));
});
