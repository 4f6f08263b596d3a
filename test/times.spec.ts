import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { type Answer, Service } from './support/service.js';

let service: Service;
let webhook: string;

beforeAll(async () => {
  service = await Service.start();
  await service.handIn(plainMail({ from: 'ann@customer.example', subject: 'Where is it?' }));
  const body = { url: 'https://shop.example.com/hooks', events: ['ticket.created'] };
  webhook = (await service.call('POST', '/v1/webhooks', { body })).body.id;
});
afterAll(() => service?.stop());

const asking =
  (path: string, member: string) =>
  (time: string): Promise<Answer> =>
    service.call('GET', `${path}?${member}=${encodeURIComponent(time)}`, { isRandom: true });
const telling =
  (path: () => string, member: string, others: Record<string, unknown> = {}) =>
  (time: string): Promise<Answer> =>
    service.call('POST', path(), { body: { ...others, [member]: time }, isRandom: true });

const READING: [string, (time: string) => Promise<Answer>][] = [
  ['events since', asking('/v1/events', 'since')],
  ['events until', asking('/v1/events', 'until')],
  ['messages since', asking('/v1/messages', 'since')],
  ['tickets updated_since', asking('/v1/tickets', 'updated_since')],
  ['audit since', asking('/v1/audit', 'since')],
  ['audit export until', asking('/v1/audit/export', 'until')],
  ['infrastructure since', asking('/v1/suppressions/infrastructure', 'since')],
  ['events to replay', telling(() => '/v1/events/replay', 'since', { status: 'failed', dry_run: true })],
  ['deliveries to replay', telling(() => `/v1/webhooks/${webhook}/replay`, 'since')],
];
const EXPIRING: [string, (time: string) => Promise<Answer>][] = [
  ['an API key', telling(() => '/v1/api-keys', 'expires_at', { name: 'shop', scopes: ['events:read'] })],
  ['a suppression', telling(() => '/v1/suppressions', 'expires_at', { address: 'bo@customer.example' })],
];

const NO_TIMES = ['2026', '2026-11', '2026-W01', '2026-325', '2026-02-30', '0000-01-01T00:00:00Z', 'now'];

describe.each([...READING, ...EXPIRING])('%s', (_name, ask) => {
  it.each(NO_TIMES)('is refused when it is %s', async (time) => {
    const { status, body } = await ask(time);
    expect([status, body.errors?.length]).toEqual([422, 1]);
  });
});

describe.each(READING)('%s', (_name, ask) => {
  it.each([
    '2026-11-21T12:00:00.000Z',
    '2026-11-21T12:00:00.123456+02:00',
    '2026-11-21T12:00:00',
    '2026-11-21',
    '9999-12-31T23:59:59Z',
  ])('may be %s', async (time) => {
    expect((await ask(time)).status).toBeLessThan(300);
  });
});

it.each(EXPIRING)('%s must not have expired before it is made', async (_name, ask) => {
  expect((await ask('2020-01-01T00:00:00Z')).status).toBe(422);
  expect((await ask('2120-01-01T00:00:00Z')).status).toBe(201);
});

it('a time without offset is in UTC, and one with an offset the same moment', async () => {
  await service.sql("UPDATE messages SET received_at = '2026-03-01T12:00:00Z'");
  const count = async (since: string) => (await asking('/v1/messages', 'since')(since)).body.data.length;
  expect(await count('2026-03-01T12:00:00')).toBe(1);
  expect(await count('2026-03-01T14:00:00+02:00')).toBe(1);
  expect(await count('2026-03-01T12:00:00.001')).toBe(0);
  expect(await count('2026-03-01T12:00:01+00:00')).toBe(0);
});

it.each(['/v1/stats', '/v1/ledger'])('days of %s are days', async (path) => {
  for (const day of ['0000-01-01', '2026-02-30', '2026', '2026-11-21T00:00:00Z']) {
    const { status, body } = await asking(path, 'since')(day);
    expect([day, status, body.errors?.length]).toEqual([day, 422, 1]);
  }
  expect((await asking(path, 'since')('2026-11-21')).status).toBe(200);
});
