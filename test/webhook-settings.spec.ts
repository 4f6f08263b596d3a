import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { eventually } from './support/eventually.js';
import { ok, type ReceivedRequest, Receiver, status } from './support/receiver.js';
import { Service } from './support/service.js';

let receiver: Receiver;
let service: Service;
let id: string;
let secret: string;

beforeAll(async () => {
  receiver = await Receiver.start();
  service = await Service.start({ env: { OUTBOUND_ALLOWED_HOSTS: receiver.host } });
});
afterAll(async () => {
  await service?.stop();
  await receiver?.stop();
});
beforeEach(async () => {
  await service.sql('DELETE FROM webhook_endpoints');
  receiver.requests.length = 0;
  receiver.behave = ok;
  const made = await service.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['*'] } });
  ({ id, secret } = made.body);
});

const test = () => service.call('POST', `/v1/webhooks/${id}/test`);
const set = (body: Record<string, unknown>) => service.call('PATCH', `/v1/webhooks/${id}`, { body });
const rotate = async (overlap_seconds: number): Promise<string> =>
  (await service.call('POST', `/v1/webhooks/${id}/rotate-secret`, { body: { overlap_seconds } })).body.secret;
const received = (requests: number) =>
  eventually(() => Promise.resolve(receiver.requests[requests - 1] ?? null));
const isSignedWith = (one: string, { body, headers }: ReceivedRequest): boolean => {
  try {
    new Webhook(one).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
};

it('a secret signs until its overlap ends, even if the next one is rotated before that', async () => {
  const second = await rotate(3600);
  const third = await rotate(60);
  await test();
  const early = await received(1);
  expect([secret, second, third].map((one) => isSignedWith(one, early))).toEqual([true, true, true]);
  await service.sql(
    `UPDATE webhook_endpoints SET secrets = jsonb_set(secrets, '{2,expires_at}', to_jsonb(now() - interval '1 second'))`,
  );
  const fourth = await rotate(60);
  await test();
  const late = await received(2);
  const all = [secret, second, third, fourth];
  expect(all.map((one) => isSignedWith(one, late))).toEqual([false, true, true, true]);
  const [{ secrets }] = (await service.sql('SELECT secrets FROM webhook_endpoints')) as [
    { secrets: unknown[] },
  ];
  expect(secrets).toHaveLength(3);
});

it('disabling a receiver by hand cancels what waits for it, and enabling it does not bring that back', async () => {
  receiver.behave = status(500);
  await test();
  await received(1);
  await set({ enabled: false });
  const { data } = await eventually(async () => {
    const logs = await service.get(`/v1/webhooks/${id}/logs`);
    return logs.data[0].attempts.length === 1 ? logs : null;
  });
  expect(data).toMatchObject([{ status: 'cancelled' }]);
  receiver.behave = ok;
  await set({ enabled: true });
  await service.sql('UPDATE webhook_deliveries SET due_at = now()');
  await test();
  await received(2);
  const { data: logs } = await eventually(async () => {
    const all = await service.get(`/v1/webhooks/${id}/logs`);
    return all.data[0].status === 'delivered' ? all : null;
  });
  expect(logs.map(({ status: end }: { status: string }) => end)).toEqual(['delivered', 'cancelled']);
  expect(receiver.requests).toHaveLength(2);
});
