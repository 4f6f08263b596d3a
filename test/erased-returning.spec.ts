import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ageBlobs } from './support/blobs.js';
import { bounce, listEvent, sentMailEvent, tell } from './support/delivery-events.js';
import { eventually } from './support/eventually.js';
import { MirroredLists } from './support/mirror.js';
import { plainMail } from './support/mails.js';
import { Receiver } from './support/receiver.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

let receiver: Receiver;
let simulator: Simulator;
let service: Service;
let lists: MirroredLists;
beforeAll(async () => {
  receiver = await Receiver.start();
  simulator = await Simulator.start();
  await simulator.control('POST', '/plan', { body: { rate_limit: 1000 } });
  service = await Service.start({
    env: {
      ...simulator.env,
      OUTBOUND_ALLOWED_HOSTS: receiver.host,
      RETENTION_SECONDS: '1',
      SUPPRESSION_MIRROR: 'latest',
    },
  });
  await simulator.announceTo(service);
  lists = new MirroredLists(service, simulator);
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
  await receiver?.stop();
});

const minutes = (count: number) => new Date(Date.now() + count * 60_000);

const bounced = (address: string, at = new Date()) =>
  tell(service, sentMailEvent('email.bounced', { to: [address], at, data: bounce('Permanent', 'General') }));

const complained = (address: string) => tell(service, sentMailEvent('email.complained', { to: [address] }));

async function erase(address: string): Promise<void> {
  await service.handIn(plainMail({ from: address, subject: `Of ${address}` }));
  const { data } = await service.get(`/v1/contacts?address=${address}`);
  const { body } = await service.call('DELETE', `/v1/contacts/${data[0].id}`);
  await eventually(async () => {
    await ageBlobs(service);
    return (await service.get(`/v1/erasures/${body.id}`)).status === 'done' ? true : null;
  });
}

const check = async (address: string, scope = 'all') =>
  (await service.call('POST', '/v1/suppressions/check', { body: { addresses: [address], scope } })).body
    .data[0];
const entry = (address: string) => service.call('GET', `/v1/suppressions/${address}`);
const release = (address: string, query = '') =>
  service.call('DELETE', `/v1/suppressions/${address}${query}`);
const isSuppressed = async (address: string, scope?: string) => (await check(address, scope)).suppressed;
const addByHand = (address: string, scope = 'all') =>
  service.call('POST', '/v1/suppressions', { body: { address, scope } });
const historyOf = async (address: string) => (await service.get(`/v1/suppressions/${address}/history`)).data;

describe('an address that was suppressed when its owner was erased', () => {
  it('is still shown as suppressed, without what the erasure removed', async () => {
    const address = 'known@back.example';
    await bounced(address);
    await erase(address);
    expect(await check(address)).toMatchObject({ suppressed: true, reason: 'bounce' });
    const { status, body } = await entry(address);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        address,
        scope: 'all',
        reason: 'bounce',
        origin: {
          source: 'erased',
          event_id: null,
          email_id: null,
          bounce_type: null,
          bounce_subtype: null,
          diagnostic_code: null,
        },
        expires_at: null,
        locked: false,
        policy_version: 1,
        evidence: [],
      }),
    ]);
    expect(await service.get(`/v1/suppressions/${address}/evidence`)).toMatchObject({
      suppressed: true,
      evidence: [],
    });
  });

  it('can be released by hand, and then be mailed again', async () => {
    const address = 'released@back.example';
    await service.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['address.released'] } });
    await bounced(address);
    await erase(address);
    expect((await release(address, '?note=has+a+new+server')).status).toBe(204);
    expect(await check(address)).toMatchObject({ suppressed: false });
    expect((await entry(address)).body).toMatchObject({ type: '/problems/suppression-not-found' });
    expect(await historyOf(address)).toMatchObject([
      { action: 'released', reason: 'bounce', note: 'has a new server' },
    ]);
    expect((await release(address)).status).toBe(404);
    const [told] = await eventually(() =>
      Promise.resolve(receiver.requests.length > 0 ? receiver.requests : null),
    );
    expect(JSON.parse(told!.body)).toMatchObject({ type: 'address.released', data: { address } });
  });

  it('stays suppressed after a complaint until the release is confirmed', async () => {
    const address = 'angry@back.example';
    await complained(address);
    await erase(address);
    expect((await entry(address)).body).toMatchObject({ reason: 'complaint', locked: true });
    expect((await release(address)).body).toMatchObject({ status: 409, type: '/problems/complaint-locked' });
    expect(await isSuppressed(address)).toBe(true);
    expect((await release(address, '?confirm=complaint')).status).toBe(204);
    expect(await isSuppressed(address)).toBe(false);
  });

  it('is one entry together with later evidence, and the stronger reason decides', async () => {
    const address = 'twice@back.example';
    await complained(address);
    await erase(address);
    await bounced(address);
    expect(await check(address)).toMatchObject({ reason: 'complaint' });
    expect((await entry(address)).body).toMatchObject({
      reason: 'complaint',
      locked: true,
      evidence: [{ kind: 'permanent_bounce' }],
    });
    expect((await release(address)).status).toBe(409);
    expect((await release(address, '?confirm=complaint')).status).toBe(204);
    expect(await isSuppressed(address)).toBe(false);
    await bounced(address);
    expect((await entry(address)).body).toMatchObject({ reason: 'bounce', origin: { source: 'resend' } });
  });

  it('is released only for the scope named', async () => {
    const address = 'scoped@back.example';
    await addByHand(address, 'stream:news');
    await addByHand(address, 'stream:offers');
    await erase(address);
    expect((await release(address)).status).toBe(404);
    expect((await release(address, '?scope=stream:news')).status).toBe(204);
    expect(await isSuppressed(address, 'stream:news')).toBe(false);
    expect(await isSuppressed(address, 'stream:offers')).toBe(true);
  });

  it('can be erased again, and keeps the state that it had by then', async () => {
    const address = 'again@back.example';
    await addByHand(address);
    await erase(address);
    await bounced(address);
    await erase(address);
    expect((await entry(address)).body).toMatchObject({ reason: 'manual', evidence: [] });
    await release(address);
    await erase(address);
    expect((await entry(address)).status).toBe(404);
    expect(await historyOf(address)).toEqual([]);
  });
});

describe('the provider’s removal', () => {
  it.each([
    ['bounce', (address: string) => bounced(address, minutes(-10)), minutes(-5), false],
    ['bounce that it does not know yet', (address: string) => bounced(address), minutes(-5), true],
    ['complaint', complained, minutes(5), true],
    ['operator’s entry', (address: string) => addByHand(address), minutes(5), true],
  ])('has the same effect on an erased %s as on any other', async (what, suppress, at, isLeft) => {
    const told = async (address: string) => {
      await suppress(address);
      if (address.startsWith('erased')) await erase(address);
      const { outcome } = await tell(service, listEvent('suppression.removed', address, { at }));
      return [outcome.suppressions, await isSuppressed(address)];
    };
    const name = `${what.replaceAll(/[^a-z]/g, '-')}@back.example`;
    expect(await told(`kept-${name}`)).toEqual([isLeft ? [] : [`kept-${name}`], isLeft]);
    expect(await told(`erased-${name}`)).toEqual([isLeft ? [] : [`erased-${name}`], isLeft]);
  });
});

it('releasing an erased address also removes it from the provider’s list', async () => {
  const address = 'mirrored@back.example';
  await bounced(address);
  await lists.silently('POST', '', { email: address });
  await erase(address);
  await release(address);
  await lists.compare();
  expect(await lists.listThere()).not.toContain(address);
  expect((await lists.drift()).differences).toEqual([]);
  expect(await isSuppressed(address)).toBe(false);
});

describe('a sign of life of somebody who was erased', () => {
  const writes = async (address: string) => {
    await simulator.deliver(plainMail({ from: `Somebody <${address}>` }), { dmarc: 'pass' });
    await service.settled();
  };
  const isDelivered = (address: string) => tell(service, sentMailEvent('email.delivered', { to: [address] }));

  it.each([
    ['mail from the address', writes],
    ['mail that was delivered', isDelivered],
  ])('lifts a bounce if the policy that judged the bounce says so: %s', async (_what, live) => {
    const name = `${live.name.toLowerCase()}@back.example`;
    const { rules, score } = await service.get('/v1/suppression-policy');
    const lifting = async (life: string) => {
      const proof_of_life = { delivered: life, authenticated_mail: life };
      const body = { rules, score, proof_of_life };
      expect((await service.call('PUT', '/v1/suppression-policy', { body })).status).toBe(200);
    };
    await lifting('record');
    await bounced(`recorded-${name}`);
    await lifting('lift');
    await bounced(`lifted-${name}`);
    await addByHand(`by-hand-${name}`);
    for (const who of ['recorded', 'lifted', 'by-hand']) {
      await erase(`${who}-${name}`);
      await live(`${who}-${name}`);
    }
    expect(await isSuppressed(`recorded-${name}`)).toBe(true);
    expect(await isSuppressed(`lifted-${name}`)).toBe(false);
    expect(await isSuppressed(`by-hand-${name}`)).toBe(true);
    expect(await historyOf(`lifted-${name}`)).toMatchObject([{ action: 'lifted', reason: 'bounce' }]);
  });
});
