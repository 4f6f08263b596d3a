import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bounce, sentMailEvent, tell } from './support/delivery-events.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- an OpenAPI document is JSON */

/** Each list as a path with at least two pages of one entry. */
let lists: Record<string, string>;
let service: Service;
let tickets: string[];

const make = async (path: string, body: unknown) => {
  const made = await service.call('POST', path, { body });
  if (made.status >= 300) throw new Error(made.bytes.toString());
  return made.body;
};

const twice = async (path: string, body: (n: number) => unknown) => [
  await make(path, body(1)),
  await make(path, body(2)),
];

const page = (path: string, query: string) =>
  service.call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=1${query}`);

const cursorOf = async (path: string): Promise<string> => (await page(path, '')).body.next_cursor;

beforeAll(async () => {
  service = await Service.start();
  const opened = await twice('/v1/tickets', (n) => ({
    subject: 'Lamp',
    requester: { address: `ann-${n}@customer.example` },
    text: 'Broken.',
  }));
  tickets = opened.map(({ id }) => id as string);
  for (const id of tickets) await make(`/v1/tickets/${id}/notes`, { text: 'Seen.' });
  await makeMailbox(service, { name: 'Returns' });
  await twice('/v1/rules', (n) => ({ name: `${n}`, conditions: [], actions: { hold: true } }));
  for (let n = 0; n < 2; n++) await service.handIn(plainMail());
  await twice('/v1/api-keys', (n) => ({ name: `${n}`, preset: 'reader' }));
  const [webhook] = await twice('/v1/webhooks', () => ({
    url: 'https://hooks.invalid/',
    events: ['event.failed'],
  }));
  await twice(`/v1/webhooks/${webhook.id}/test`, () => ({}));
  await twice('/v1/suppressions', (n) => ({ address: `bo-${n}@x.example` }));
  await service.call('DELETE', '/v1/suppressions/bo-1@x.example');
  await make('/v1/suppressions', { address: 'bo-3@x.example' });
  for (let n = 0; n < 2; n++) {
    const to = ['kim@x.example', 'lee@x.example'];
    await tell(service, sentMailEvent('email.bounced', { to, data: bounce('Permanent', 'General') }));
  }
  const [ticket] = tickets;
  lists = {
    '/v1/api-keys': '/v1/api-keys',
    '/v1/audit': '/v1/audit',
    '/v1/contacts': '/v1/contacts',
    '/v1/deliveries': '/v1/deliveries?recipient=kim@x.example',
    '/v1/events': '/v1/events',
    '/v1/ledger': '/v1/ledger',
    '/v1/mailboxes': '/v1/mailboxes',
    '/v1/messages': '/v1/messages',
    '/v1/review': '/v1/review',
    '/v1/rules': '/v1/rules',
    '/v1/stats': '/v1/stats',
    '/v1/suppressions': '/v1/suppressions',
    '/v1/suppressions/ambiguous': '/v1/suppressions/ambiguous',
    '/v1/suppressions/{address}/history': '/v1/suppressions/bo-1@x.example/history',
    '/v1/tickets': '/v1/tickets',
    '/v1/tickets/{id}/events': `/v1/tickets/${ticket}/events`,
    '/v1/tickets/{id}/messages': `/v1/tickets/${ticket}/messages`,
    '/v1/webhooks': '/v1/webhooks',
    '/v1/webhooks/{id}/logs': `/v1/webhooks/${webhook.id}/logs`,
  };
});
afterAll(() => service?.stop());

const expectRefused = ({ status, body }: { status: number; body: any }) =>
  expect({ status, type: body.type, errors: body.errors }).toEqual({
    status: 422,
    type: '/problems/validation-failed',
    errors: [{ pointer: '#/cursor', detail: 'is not one that this list issued, in this order' }],
  });

describe('a cursor', () => {
  it('is tested here for every list that accepts one', async () => {
    const { paths } = await service.get('/openapi.json');
    const paged = Object.entries<any>(paths).filter(([, { get }]) =>
      get?.parameters.some(({ name }: { name: string }) => name === 'cursor'),
    );
    expect(paged.map(([path]) => path).sort()).toEqual(Object.keys(lists).sort());
  });

  it('continues its list, and is refused by every other list', async () => {
    for (const [issuer, path] of Object.entries(lists)) {
      const first = (await page(path, '')).body;
      expect([issuer, first.has_more]).toEqual([issuer, true]);
      const next = await page(path, `&cursor=${first.next_cursor}`);
      expect([issuer, next.status]).toEqual([issuer, 200]);
      expect(next.body.data[0]).not.toEqual(first.data[0]);
      for (const other of Object.values(lists).filter((one) => one !== path)) {
        expectRefused(await page(other, `&cursor=${first.next_cursor}`));
      }
    }
  });

  it('of one ticket is refused by another, and accepted by its own whether the id is in upper or lower case', async () => {
    const [one, other] = tickets.map((id) => `/v1/tickets/${id}/messages`);
    const cursor = await cursorOf(one!);
    expectRefused(await page(other!, `&cursor=${cursor}`));
    const inCapitals = `/v1/tickets/${tickets[0]!.toUpperCase()}/messages`;
    expect((await page(inCapitals, `&cursor=${cursor}`)).body.data).toHaveLength(1);
  });

  it.each([
    ['updated', 'created'],
    ['created', 'updated'],
    ['updated', 'number'],
    ['number', 'created'],
  ])('for the order %s is refused with the order %s', async (order, other) => {
    const cursor = await cursorOf(`/v1/tickets?sort=${order}`);
    expectRefused(await page(`/v1/tickets?sort=${other}`, `&cursor=${cursor}`));
  });

  it('still works if the default order is spelled out or a filter changes', async () => {
    const cursor = await cursorOf('/v1/tickets');
    expect((await page('/v1/tickets?sort=updated&status=open', `&cursor=${cursor}`)).status).toBe(200);
  });

  it('can hold the longest address in any script', async () => {
    const address = `${'\u{20000}'.repeat(100)}@${'x'.repeat(60)}.example`;
    await twice('/v1/suppressions', (n) => ({ address, scope: `mailbox:${'n'.repeat(99)}${n}` }));
    const cursor = await cursorOf('/v1/suppressions');
    expect(cursor.length).toBeGreaterThan(500);
    expect((await page('/v1/suppressions', `&cursor=${cursor}`)).body.data).toMatchObject([{ address }]);
  });

  it.each(['', 'nonsense', 'WyIiLCJ4Il0'])('that we did not issue is refused: %j', async (cursor) => {
    for (const path of Object.values(lists)) expectRefused(await page(path, `&cursor=${cursor}`));
  });

  it('is ignored by a list that is always one page, like any unknown parameter', async () => {
    const path = '/v1/ledger/reconcile?cursor=nonsense';
    const { status, body } = await service.call('GET', path, { isRandom: true });
    expect({ status, next: body.next_cursor }).toEqual({ status: 200, next: null });
  });
});
