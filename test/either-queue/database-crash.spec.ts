import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { plainMail } from '../support/mails.js';
import { Service } from '../support/service.js';
import { Simulator } from '../support/simulator.js';

const MAILS = 30;

/** A PostgreSQL that can be crashed and comes back on the same port (`bench/support/postgres.mjs`). */
interface Postgres {
  createDatabase(name: string): Promise<string>;
  crash(): Promise<void>;
  spawn(): Promise<void>;
  stop(): Promise<void>;
}

let postgres: Postgres;
let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  const module = (await import(resolve(__dirname, '../../bench/support/postgres.mjs'))) as {
    Postgres: { start(): Promise<Postgres> };
  };
  postgres = await module.Postgres.start();
  simulator = await Simulator.start();
  service = await Service.start({
    env: { ...simulator.env, DATABASE_URL: await postgres.createDatabase('crash') },
  });
  await simulator.announceTo(service);
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
  await postgres?.stop();
});

it('nothing is lost or doubled when the database crashes under load and comes back', async () => {
  for (let n = 0; n < MAILS; n += 1) {
    const arrives = simulator.control('POST', '/inbound', { raw: plainMail() });
    if (n % 10 === 5) {
      await postgres.crash();
      await postgres.spawn();
    }
    await arrives;
  }
  await eventually(async () => {
    await simulator.control('POST', '/clock', { body: { advance_s: 300 } }); // the provider's next attempts
    return (await service.count('inbox_events')) === MAILS ? true : null;
  });
  await service.settled();

  expect(service.program.isRunning).toBe(true);
  const states = await service.sql('SELECT status, count(*)::int AS n FROM inbox_events GROUP BY status');
  expect(states).toEqual([{ status: 'processed', n: MAILS }]);
  expect([await service.count('messages'), await service.count('tickets')]).toEqual([MAILS, MAILS]);
});
