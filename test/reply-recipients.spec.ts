import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { REPLY_SECRET, replyAddress } from './support/reply-address.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass';

let simulator: Simulator;
let service: Service;
let returns: string;
beforeAll(async () => {
  simulator = await Simulator.start();
  const env = { REPLY_ADDRESS_SECRETS: REPLY_SECRET, TRUSTED_AUTHSERV_IDS: 'mx.desk.example' };
  service = await Service.start({ env: { ...simulator.env, ...env } });
  await makeMailbox(service, { name: 'support', address: 'support@desk.example' });
  await makeMailbox(service, { name: 'Sales', address: 'sales@desk.example', acknowledges: true });
  returns = await makeMailbox(service, { name: 'Returns, 2nd line', address: 'returns@desk.example' });
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});

const reply = (ticketId: string, body: Record<string, unknown> = {}) =>
  service.call('POST', `/v1/tickets/${ticketId}/replies`, { body: { text: 'It is on its way.', ...body } });

const suppress = (address: string, scope: string) =>
  service.call('POST', '/v1/suppressions', { body: { address, scope } });

const opened = async (from: string, to: string): Promise<string> =>
  (await service.handIn(plainMail({ from, to, headers: [PASS] }))).outcome.ticket_id;

describe('a person who wants no mail from one mailbox', () => {
  it.each([
    ['its name', 'support', () => 'mailbox:support'],
    ['its name in lower case', 'sales', () => 'mailbox:sales'],
    ['its name as it is', 'sales', () => 'mailbox:Sales'],
    ['its id, whatever its name', 'returns', () => `mailbox:${returns}`],
  ])('gets none from it if the scope has %s, but mail from the others', async (_what, local, scopeOf) => {
    const from = `no-${scopeOf().replace(':', '-')}@customer.example`;
    expect((await suppress(from, scopeOf())).status).toBe(201);
    const others = local === 'support' ? 'returns' : 'support';
    expect((await reply(await opened(from, `${others}@desk.example`))).status).toBe(201);
    const refused = await reply(await opened(from, `${local}@desk.example`));
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/recipient-suppressed' } });
  });

  it('gets no receipt from it', async () => {
    const from = 'no-receipts@customer.example';
    await suppress(from, 'mailbox:sales');
    const { data } = await service.get(`/v1/tickets/${await opened(from, 'sales@desk.example')}/events`);
    expect(data.at(-1)).toMatchObject({
      kind: 'acknowledgement_withheld',
      data: { reason: 'sender_suppressed' },
    });
  });

  it('gets none that is already waiting to be sent', async () => {
    const from = 'too-late@customer.example';
    await simulator.fault({ kind: 'rate_limited', count: null, path: '/emails' });
    const { body } = await reply(await opened(from, 'support@desk.example'));
    // a suppression during an attempt takes effect at the next one
    await eventually(async () => {
      const { delivery } = await service.get(`/v1/messages/${body.id}`);
      return delivery.reason === 'provider_rate_limited' ? true : null;
    });
    await suppress(from, 'mailbox:support');
    await simulator.control('DELETE', '/faults');
    const { delivery } = await eventually(async () => {
      const message = await service.get(`/v1/messages/${body.id}`);
      return message.delivery.status === 'queued' ? null : message;
    });
    expect(delivery).toMatchObject({ status: 'failed', reason: 'recipient_suppressed' });
  });
});

describe('a reply address among the recipients', () => {
  it('that we signed is left out, and does not become a participant', async () => {
    const ticketId = await opened('ann@customer.example', 'support@desk.example');
    const ours = replyAddress(ticketId);
    const written = await reply(ticketId, { to: ['ann@customer.example', ours], cc: [ours.toUpperCase()] });
    expect(written).toMatchObject({
      status: 201,
      body: { to: [{ address: 'ann@customer.example' }], cc: [] },
    });
    expect(await service.sql('SELECT FROM ticket_participants WHERE address = $1', [ours])).toEqual([]);
  });

  it('that we signed is refused if it is the only recipient', async () => {
    const ticketId = await opened('ann@customer.example', 'support@desk.example');
    expect(await reply(ticketId, { to: [replyAddress(ticketId)] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/to' }] },
    });
  });

  it('that we did not sign is an ordinary recipient', async () => {
    const ticketId = await opened('ann@customer.example', 'support@desk.example');
    const cc = ['reply+comments@forum.example'];
    expect(await reply(ticketId, { cc })).toMatchObject({ status: 201, body: { cc: [{ address: cc[0] }] } });
  });
});

it('an address with two @ is refused unless the first is quoted', async () => {
  const ticketId = await opened('ann@customer.example', 'support@desk.example');
  expect(await reply(ticketId, { to: ['a@b@customer.example'] })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/to/0' }] },
  });
  expect((await reply(ticketId, { to: ['"a@b"@customer.example'] })).status).toBe(201);
});
