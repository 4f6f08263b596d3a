import { afterEach, describe, expect, it } from '@jest/globals';
import { createDatabase } from './support/databases.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { WireCut } from './support/wire-cut.js';

let simulator: Simulator | undefined;
let service: Service | undefined;
let cut: WireCut | undefined;
afterEach(async () => {
  await service?.stop();
  await simulator?.stop();
  cut?.remove();
  service = simulator = cut = undefined;
});

describe('a start whose database goes away in the middle continues when it is back', () => {
  const onPostgres = process.env.REDIS_URL ? it.skip : it;
  onPostgres('when the queue is about to connect', () =>
    expectToStart({ cutting: 'postroom queue', times: 8 }),
  );
  it('when reconcile is about to open its books', () =>
    expectToStart({ cutting: 'INSERT INTO reconciles', times: 3 }));
  it('at any point', () => expectToStart({ cutting: '', times: 12 }));
});

async function expectToStart({ cutting, times }: { cutting: string; times: number }): Promise<void> {
  simulator = await Simulator.start();
  cut = await new WireCut(cutting, times).before(await createDatabase());
  service = await Service.start({ env: { ...simulator.env, DATABASE_URL: cut.databaseUrl } });
  const { status } = await service.handIn(plainMail());
  expect(status).toBe('processed');
  await eventually(async () => ((await service!.get('/v1/ledger/reconcile')).data.length > 0 ? true : null));
  expect(cut.isSpent).toBe(true);
  expect(await service.program.stop()).toBe(0);
}
