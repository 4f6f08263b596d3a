import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { listEvent, sentMailEvent, tell } from './support/delivery-events.js';
import { MirroredLists } from './support/mirror.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

const ADD = 'POST /suppressions/batch/add';
const REMOVE = 'POST /suppressions/batch/remove';

let simulator: Simulator;
let service: Service;
let lists: MirroredLists;
beforeAll(async () => {
  simulator = await Simulator.start();
});
afterAll(() => simulator?.stop());
afterEach(async () => {
  await service?.stop();
  await simulator.control('POST', '/reset', { body: {} });
});

async function start(mode: string): Promise<void> {
  await simulator.control('POST', '/plan', { body: { rate_limit: 1000 } }); // the test calls it too, beside the service
  service = await Service.start({ env: { ...simulator.env, SUPPRESSION_MIRROR: mode } });
  await simulator.announceTo(service);
  lists = new MirroredLists(service, simulator);
}

const addHere = (address: string) => service.call('POST', '/v1/suppressions', { body: { address } });
const bounceHere = (address: string) =>
  tell(
    service,
    sentMailEvent('email.bounced', {
      to: [address],
      data: { bounce: { type: 'Permanent', subType: 'General' } },
    }),
  );
const releaseHere = (address: string) =>
  service.call('DELETE', `/v1/suppressions/${address}?confirm=complaint`);

/** Runs one comparison, which must not fail. */
async function compare(): Promise<Record<string, number>> {
  const run = await lists.compare();
  expect(run.error).toBeNull();
  return run.result;
}

async function callsDuring(work: () => Promise<unknown>): Promise<{ add: number; remove: number }> {
  const before = (await simulator.stats()).calls;
  await work();
  const after = (await simulator.stats()).calls;
  return {
    add: (after[ADD] ?? 0) - (before[ADD] ?? 0),
    remove: (after[REMOVE] ?? 0) - (before[REMOVE] ?? 0),
  };
}

/** The calls of three comparisons, which show anything left undone or done again and again. */
const compareThrice = () =>
  callsDuring(async () => {
    for (let round = 0; round < 3; round++) await compare();
  });

describe('the mirror', () => {
  it('copies each list to the other, over all pages and in batches, and then has nothing left to do', async () => {
    await start('latest');
    const here = Array.from({ length: 250 }, (_, n) => `here-${n}@x.example`);
    await service.call('POST', '/v1/suppressions/import', {
      raw: here.join('\n'),
      headers: { 'content-type': 'text/csv' },
    });
    await service.call('POST', '/v1/suppressions', {
      body: { address: 'one@x.example', scope: 'stream:news' },
    });
    const emails = Array.from({ length: 100 }, (_, n) => `there-${n}@x.example`);
    await simulator.fault({ kind: 'drop', type: 'suppression.', count: null });
    await lists.there('POST', '/batch/add', { emails });
    await lists.there('POST', '/batch/add', { emails: ['last@x.example'] });
    const calls = await callsDuring(async () => {
      expect(await compare()).toMatchObject({ pages: 2, listed: 101, adopted: 101, pushed: 250, refused: 0 });
    });
    expect(calls).toEqual({ add: 3, remove: 0 });
    expect(await compareThrice()).toEqual({ add: 0, remove: 0 });
    expect(await lists.drift()).toMatchObject({ differing: 0, differences: [] });
    const { body } = await service.call('GET', '/v1/suppressions/last@x.example');
    expect(body).toMatchObject({ reason: 'provider', evidence: [{ source: 'resend', event_id: null }] });
    expect(
      (await service.call('POST', '/v1/suppressions/check', { body: { addresses: emails } })).body.data,
    ).toHaveLength(100);
  });

  it('does not count the provider’s echo of its own call as evidence', async () => {
    await start('latest');
    await addHere('pushed@x.example');
    expect(await callsDuring(compare)).toEqual({ add: 1, remove: 0 });
    const { body } = await service.call('GET', '/v1/suppressions/pushed@x.example');
    expect(body.evidence.map(({ source }: { source: string }) => source)).toEqual(['admin']);
  });

  it('finds the one address that the provider refuses among those that it accepts', async () => {
    await start('latest');
    const refused = '"a@b"@x.example';
    const good = Array.from({ length: 6 }, (_, n) => `good-${n}@x.example`);
    for (const address of [...good, refused]) await addHere(address);
    const calls = await callsDuring(async () => {
      expect(await compare()).toMatchObject({ pushed: 6, refused: 1 });
    });
    // 7, then 4 and 3, and so on down to the refused one
    expect(calls.add).toBeLessThanOrEqual(7);
    expect(await lists.listThere()).toEqual(good);
    expect(await lists.drift()).toMatchObject({
      differing: 1,
      differences: [{ address: refused, disagreement: 'refused_there', remedy: 'nothing' }],
    });
    expect((await lists.drift()).differences[0].refusal).toContain('422');
    expect(await compareThrice()).toEqual({ add: 0, remove: 0 });
  });

  it('only reports differences in watch mode', async () => {
    await start('watch');
    await addHere('here@x.example');
    await simulator.fault({ kind: 'drop', type: 'suppression.', count: null });
    await lists.there('POST', '', { email: 'there@x.example' });
    expect(await compareThrice()).toEqual({ add: 0, remove: 0 });
    expect(await lists.drift()).toMatchObject({
      differing: 2,
      counts: { new_here: 1, new_there: 1 },
      differences: [
        { address: 'here@x.example', disagreement: 'new_here', remedy: 'nothing' },
        { address: 'there@x.example', disagreement: 'new_there', remedy: 'nothing' },
      ],
    });
  });

  it.each([
    ['latest', [], { add: 0, remove: 1 }],
    ['postroom', ['theirs@x.example'], { add: 1, remove: 1 }],
    ['provider', ['ours@x.example'], { add: 0, remove: 0 }],
  ])(
    'makes both lists equal after each side released an address (%s): %j, after %j',
    async (mode, agreed, calls) => {
      await start(mode);
      await lists.there('POST', '', { email: 'ours@x.example' });
      await bounceHere('theirs@x.example');
      await compare();
      await releaseHere('ours@x.example');
      await lists.there('DELETE', '/theirs@x.example');
      expect(await compareThrice()).toEqual(calls);
      expect([await lists.listHere(), await lists.listThere()]).toEqual([agreed, agreed]);
      expect((await lists.drift()).differing).toBe(0);
    },
  );

  it.each(['latest', 'provider'])(
    'keeps a complaint that the provider released, and says so (%s)',
    async (mode) => {
      await start(mode);
      await tell(service, sentMailEvent('email.complained', { to: ['angry@x.example'] }));
      await compare();
      await lists.there('DELETE', '/angry@x.example');
      expect(await compareThrice()).toEqual({ add: 0, remove: 0 });
      expect([await lists.listHere(), await lists.listThere()]).toEqual([['angry@x.example'], []]);
      expect((await lists.drift()).counts).toEqual({ kept_here: 1 });
    },
  );

  it('finds a removal that no event announced', async () => {
    await start('latest');
    await bounceHere('silent@x.example');
    await compare();
    await simulator.fault({ kind: 'drop', type: 'suppression.', count: null });
    await lists.there('DELETE', '/silent@x.example');
    expect(await lists.listHere()).toEqual(['silent@x.example']);
    await compare();
    expect(await lists.listHere()).toEqual([]);
  });

  it('believes an event about the provider’s list without a comparison', async () => {
    await start('latest');
    await tell(service, listEvent('suppression.added', 'told@x.example', { origin: 'complaint' }));
    expect((await service.get('/v1/suppressions/told@x.example')).reason).toBe('complaint');
  });

  it('reports a provider that answers with an error, and changes nothing', async () => {
    await start('latest');
    await addHere('here@x.example');
    await simulator.fault({ kind: 'http_error', status: 500, path: '/suppressions', count: 1 });
    const run = await lists.compare();
    expect(run).toMatchObject({ result: null, error: expect.stringContaining('500') });
    expect(await lists.listHere()).toEqual(['here@x.example']);
    await compare();
    expect(await lists.listThere()).toEqual(['here@x.example']);
  });
});
