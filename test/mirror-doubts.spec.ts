import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { MirroredLists } from './support/mirror.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { TriggerGate } from './support/trigger-gate.js';

let simulator: Simulator;
let service: Service;
let lists: MirroredLists;
beforeEach(async () => {
  simulator = await Simulator.start();
  await simulator.control('POST', '/plan', { body: { rate_limit: 1000 } });
  service = await Service.start({ env: { ...simulator.env, SUPPRESSION_MIRROR: 'latest' } });
  await simulator.announceTo(service);
  lists = new MirroredLists(service, simulator);
});
afterEach(async () => {
  await service?.stop();
  await simulator?.stop();
});

const numbered = (count: number) => Array.from({ length: count }, (_, n) => `n${n}@x.example`).sort();

async function importHere(addresses: string[]): Promise<void> {
  const raw = ['address,reason', ...addresses.map((address) => `${address},bounce`)].join('\n');
  await service.call('POST', '/v1/suppressions/import', { raw, headers: { 'content-type': 'text/csv' } });
}

const suppressedOf = async (addresses: string[]): Promise<number> => {
  const { body } = await service.call('POST', '/v1/suppressions/check', { body: { addresses } });
  return (body.data as { suppressed: boolean }[]).filter(({ suppressed }) => suppressed).length;
};

/** Imports addresses, lets the lists agree, and then takes all of them off the provider's, for one other. */
async function importedAndMissingThere(count: number): Promise<string[]> {
  const addresses = numbered(count);
  await importHere(addresses);
  await lists.compare();
  for (let at = 0; at < count; at += 100)
    await lists.silently('POST', '/batch/remove', { emails: addresses.slice(at, at + 100) });
  await lists.silently('POST', '', { email: 'new@x.example' });
  return addresses;
}

describe('a provider’s list that comes back with addresses missing', () => {
  it('is asked about each missing address before any is released', async () => {
    const addresses = numbered(40);
    await importHere(addresses);
    await lists.compare();
    await lists.silently('DELETE', '/n7@x.example');
    await simulator.fault({ kind: 'empty_page', path: '/suppressions', count: 1 });
    expect(await lists.compare()).toMatchObject({ error: null, result: { listed: 0, released_here: 1 } });
    const left = addresses.filter((address) => address !== 'n7@x.example');
    expect([await lists.listHere(), await lists.listThere()]).toEqual([left, left]);
    expect((await lists.drift()).differing).toBe(0);
  });

  it('is not believed if many are missing, until somebody confirms the removals', async () => {
    const addresses = await importedAndMissingThere(130);
    const doubtful = await lists.compare();
    expect(doubtful).toMatchObject({ result: { listed: 1, adopted: 1, released_here: 0, removed_there: 0 } });
    expect(doubtful.error).toContain('confirm=removals');
    expect(doubtful.error).toContain('130');
    expect(await suppressedOf(addresses)).toBe(130);
    expect(await lists.compare('?confirm=removals')).toMatchObject({
      error: null,
      result: { released_here: 130 },
    });
    expect(await suppressedOf(addresses)).toBe(0);
    expect(await lists.compare()).toMatchObject({ error: null, result: { pushed: 0, adopted: 0 } });
  });

  it('is believed by the comparison under way if the removals are confirmed after it began to doubt', async () => {
    await importedAndMissingThere(130);
    const adopting = await TriggerGate.at(service, 1, 'BEFORE INSERT ON suppression_evidence FOR EACH ROW');
    try {
      await adopting.shut();
      const doubting = lists.compare();
      await adopting.reached();
      const confirmed = lists.compare('?confirm=removals');
      await eventually(async () => {
        const rows = await service.sql('SELECT FROM suppression_mirror_runs WHERE is_confirmed');
        return rows.length === 1 ? true : null;
      });
      await adopting.open();
      const [run, same] = await Promise.all([confirmed, doubting]);
      expect(run).toMatchObject({ id: same.id, error: null, result: { released_here: 130 } });
      expect(await lists.listHere()).toEqual(['new@x.example']);
    } finally {
      await adopting.end();
    }
  });
});

it('a list of another account releases nobody, here or there', async () => {
  await importHere(numbered(20));
  await lists.compare();
  const other = await Simulator.start();
  try {
    await other.ask('POST', '/suppressions', { email: 'others@x.example' });
    await service.stop();
    service = await Service.start({ env: { ...service.env, ...other.env } });
    const lost = new MirroredLists(service, other);
    expect(await lost.compare()).toMatchObject({
      error: null,
      result: { adopted: 1, pushed: 20, released_here: 0, removed_there: 0 },
    });
    await service.stop();
    service = await Service.start({ env: { ...service.env, ...simulator.env } });
    const back = new MirroredLists(service, simulator);
    expect(await back.compare()).toMatchObject({ result: { released_here: 0, removed_there: 0, pushed: 1 } });
    const all = [...numbered(20), 'others@x.example'];
    expect([await back.listHere(), await back.listThere()]).toEqual([all, all]);
  } finally {
    await other.stop();
  }
});

describe('an address that was released once', () => {
  it.each([1, 2])('is suppressed again if the provider lists it again (%i times)', async (times) => {
    await lists.there('POST', '', { email: 'again@x.example' });
    for (let time = 0; time < times; time++) {
      await service.call('DELETE', '/v1/suppressions/again@x.example');
      await lists.compare();
      expect(await lists.listThere()).toEqual([]);
      await lists.silently('POST', '', { email: 'again@x.example' });
      expect(await lists.compare()).toMatchObject({ result: { adopted: 1 } });
      expect(await suppressedOf(['again@x.example'])).toBe(1);
    }
    expect((await lists.drift()).differing).toBe(0);
  });
});

describe('a provider that refuses', () => {
  const path = '/suppressions/batch/add';

  it.each([
    [422, 'plan_too_small'],
    [500, 'internal_server_error'],
  ])(
    'all addresses (%i) is not asked about each, and its own addresses are still suppressed here',
    async (status, name) => {
      await importHere(numbered(150));
      await lists.silently('POST', '', { email: 'theirs@x.example' });
      const before = await lists.calls('POST /suppressions');
      await simulator.fault({ kind: 'http_error', status, name, path, count: null });
      const run = await lists.compare();
      expect((await lists.calls('POST /suppressions')) - before).toBeLessThan(40);
      expect(run.result).toMatchObject({ adopted: 1, pushed: 0 });
      expect(run.error).toContain(name);
      expect(await suppressedOf(['theirs@x.example'])).toBe(1);
    },
  );

  it('one address is asked again a day later', async () => {
    await importHere(['late@x.example']);
    await simulator.fault({ kind: 'http_error', status: 422, name: 'not_now', path, count: 1 });
    expect(await lists.compare()).toMatchObject({ error: null, result: { refused: 1 } });
    expect(await lists.compare()).toMatchObject({ result: { pushed: 0, left_alone: 1 } });
    await service.sql(`UPDATE provider_suppressions SET refused_at = refused_at - interval '1 day'`);
    expect(await lists.compare()).toMatchObject({ result: { pushed: 1 } });
    await lists.silently('DELETE', '/late@x.example');
    expect(await lists.compare()).toMatchObject({ result: { released_here: 1 } });
  });
});
