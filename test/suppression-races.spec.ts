import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

const add = (address: string) => service.call('POST', '/v1/suppressions', { body: { address } });
const lift = (address: string) => service.call('DELETE', `/v1/suppressions/${address}`);
const isListed = async (address: string) =>
  (await service.call('POST', '/v1/suppressions/check', { body: { addresses: [address] } })).body.data[0]
    .suppressed as boolean;

/** Releases the address by a clock that is one minute ahead of the one used next. */
async function liftedByAnotherClock(address: string): Promise<void> {
  expect((await lift(address)).status).toBe(204);
  await service.sql(
    `UPDATE suppressions SET released_at = released_at + interval '1 minute' WHERE address = $1`,
    [address],
  );
}

describe('a request that puts an address on the list', () => {
  it('is answered with the entry as of then, however many do the same at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => add('many@x.example')));
    // each answer is checked against openapi.json, which requires an effect for every piece of evidence
    expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(201));
    const counted = answers.map(({ body }) => (body.evidence as unknown[]).length).sort((a, b) => a - b);
    expect(counted).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('succeeds even if others release the address meanwhile', async () => {
    await add('both@x.example');
    const calls = Array.from({ length: 30 }, (_, n) => (n % 3 === 0 ? lift : add)('both@x.example'));
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.filter((_status, n) => n % 3 !== 0)).toEqual(Array(20).fill(201));
  });

  it('has the last word even if the address was released by a clock that is ahead', async () => {
    await add('skew@x.example');
    await liftedByAnotherClock('skew@x.example');
    expect((await add('skew@x.example')).status).toBe(201);
    expect(await isListed('skew@x.example')).toBe(true);
    expect((await lift('skew@x.example')).status).toBe(204);
    expect(await isListed('skew@x.example')).toBe(false);
  });
});

it('an unsubscription counts even if the address was released by a clock that is ahead', async () => {
  const body = { addresses: ['click@x.example'] };
  const { data } = (await service.call('POST', '/v1/suppressions/unsubscribe-links', { body })).body;
  const click = () =>
    service.call('POST', new URL(data[0].url as string).pathname, {
      raw: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      key: null,
    });
  await click();
  await liftedByAnotherClock('click@x.example');
  await Promise.all([click(), click()]);
  expect(await isListed('click@x.example')).toBe(true);
  const { evidence } = await service.get('/v1/suppressions/click@x.example');
  expect(evidence).toHaveLength(2);
});

it('an entry expires by the clock of the database, even if that of the process is slow', async () => {
  const BEHIND = `
    const Now = Date, ms = 600_000;
    globalThis.Date = class extends Now {
      constructor(...parts) { super(...(parts.length === 0 ? [Now.now() - ms] : parts)); }
      static now() { return Now.now() - ms; }
    };`;
  const nodeOptions = `--import=data:text/javascript,${encodeURIComponent(BEHIND)}`;
  const slow = await Service.start({ env: { NODE_OPTIONS: nodeOptions } });
  try {
    const body = { address: 'brief@x.example', expires_at: new Date(Date.now() + 1_000).toISOString() };
    expect((await slow.call('POST', '/v1/suppressions', { body })).status).toBe(201);
    const ended = await eventually(async () => {
      const { data } = await slow.get('/v1/suppressions/brief@x.example/history');
      return (data as { action: string }[]).at(1) ?? null;
    });
    expect(ended).toMatchObject({ action: 'expired', actor: 'clock' });
  } finally {
    await slow.stop();
  }
});
