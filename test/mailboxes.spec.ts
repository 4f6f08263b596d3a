import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
let support: string;
let billing: string;
let invoices: string;
let wildcard: string;
let catchAll: string;
beforeAll(async () => {
  service = await Service.start();
  billing = await makeMailbox(service, {
    name: 'Billing',
    address: 'billing@desk.example',
    position: 1,
    default_priority: 'high',
    default_assignee: 'ben',
    default_tags: ['money'],
  });
  support = await makeMailbox(service, { name: 'Support', address: 'support@desk.example', position: 2 });
  invoices = await makeMailbox(service, {
    name: 'Invoices',
    patterns: ['support+invoice@desk.example'],
    position: 3,
  });
  wildcard = await makeMailbox(service, { name: 'Shop', patterns: ['*@shop.example'], position: 4 });
  const all = await service.get('/v1/mailboxes');
  catchAll = all.data.find((mailbox: { catch_all: boolean }) => mailbox.catch_all).id;
});
afterAll(() => service?.stop());

async function ticketOf(raw: string, headers: Record<string, string> = {}) {
  const event = await service.handIn(raw, headers);
  expect(event).toMatchObject({ status: 'processed' });
  return service.get(`/v1/tickets/${event.outcome.ticket_id}`);
}

describe('a mail goes to the mailbox of its recipients', () => {
  const names = () =>
    new Map([
      [support, 'support'],
      [billing, 'billing'],
      [invoices, 'invoices'],
      [wildcard, 'wildcard'],
      [catchAll, 'catch-all'],
    ]);

  it.each([
    ['To', { to: 'support@desk.example' }, {}, ['support']],
    ['To in capitals with a name', { to: '"Support" <SUPPORT@Desk.Example>' }, {}, ['support']],
    ['a plus-address without a mailbox of its own', { to: 'support+x@desk.example' }, {}, ['support']],
    ['a plus-address with one', { to: 'support+invoice@desk.example' }, {}, ['invoices']],
    ['a whole domain', { to: 'anything+at-all@shop.example' }, {}, ['wildcard']],
    ['Cc', { to: 'x@other.example', headers: ['Cc: support@desk.example'] }, {}, ['support']],
    [
      'Delivered-To',
      { to: 'list@other.example', headers: ['Delivered-To: support@desk.example'] },
      {},
      ['support'],
    ],
    [
      'X-Original-To',
      { to: 'list@other.example', headers: ['X-Original-To: support@desk.example'] },
      {},
      ['support'],
    ],
    [
      'the SMTP envelope',
      { to: 'undisclosed-recipients:;' },
      { 'x-envelope-to': 'support@desk.example' },
      ['support'],
    ],
    ['nobody we know', { to: 'x@nowhere.example' }, {}, ['catch-all']],
    ['no recipient at all', { to: '' }, {}, ['catch-all']],
    [
      'two mailboxes, lowest position first',
      { to: 'support@desk.example, billing@desk.example' },
      {},
      ['billing', 'support'],
    ],
  ])('%s', async (_how, mail, headers, expected) => {
    const ticket = await ticketOf(plainMail(mail), headers);
    expect(ticket.mailbox_ids.map((id: string) => names().get(id))).toEqual(expected);
    expect(ticket.mailbox_id).toBe(ticket.mailbox_ids[0]);
  });

  it('of an envelope in UTF-8', async () => {
    const jörg = await makeMailbox(service, { name: 'Jörg', patterns: ['jörg@desk.example'] });
    // an HTTP client sends the bytes of a header as if they were latin1 characters
    const envelope = { 'x-envelope-to': Buffer.from('jörg@desk.example').toString('latin1') };
    const ticket = await ticketOf(plainMail({ to: 'undisclosed-recipients:;' }), envelope);
    expect(ticket.mailbox_ids).toEqual([jörg]);
  });

  it('also when it comes once for each recipient, blind copies included', async () => {
    const mail = plainMail({ to: 'undisclosed-recipients:;' });
    const first = await service.handIn(mail, { 'x-envelope-to': 'support@desk.example' });
    const second = await service.handIn(mail, { 'x-envelope-to': 'billing@desk.example' });
    expect(second.outcome).toMatchObject({
      kind: 'message_known',
      message_id: first.outcome.message_id,
      ticket_id: first.outcome.ticket_id,
    });
    const shown = async () => {
      const { mailbox_ids, mailbox_id } = await service.get(`/v1/tickets/${first.outcome.ticket_id}`);
      const { routing } = await service.get(`/v1/messages/${first.outcome.message_id}/trace`);
      const recipients = routing.map(({ recipient }: { recipient: string }) => recipient);
      return {
        first: names().get(mailbox_id),
        all: mailbox_ids.map((id: string) => names().get(id)),
        recipients,
      };
    };
    const both = {
      first: 'support',
      all: ['support', 'billing'],
      recipients: ['support@desk.example', 'billing@desk.example'],
    };
    expect(await shown()).toEqual(both);
    await service.call('POST', `/v1/events/${second.id}/replay`);
    await service.ended(second.id);
    expect(await shown()).toEqual(both);
    expect((await service.get(`/v1/tickets/${first.outcome.ticket_id}/messages`)).data).toHaveLength(1);
  });

  it('and says which recipient led there', async () => {
    const event = await service.handIn(plainMail({ to: 'support+a@desk.example' }));
    const trace = await service.get(`/v1/messages/${event.outcome.message_id}/trace`);
    expect(trace.routing).toEqual([
      { recipient: 'support+a@desk.example', pattern: 'support@desk.example', mailbox_id: support },
    ]);
  });

  it('and the ticket gets the defaults of the mailbox', async () => {
    expect(await ticketOf(plainMail({ to: 'billing@desk.example' }))).toMatchObject({
      priority: 'high',
      assignee: 'ben',
      tags: ['money'],
    });
  });

  it('and becomes one ticket seen in both if two mailboxes match', async () => {
    const subject = 'For both of you';
    await ticketOf(plainMail({ subject, to: 'support@desk.example, billing@desk.example' }));
    for (const mailbox of [support, billing]) {
      const { data } = await service.get(`/v1/tickets?mailbox_id=${mailbox}`);
      expect(data.filter((ticket: { subject: string }) => ticket.subject === subject)).toHaveLength(1);
    }
  });
});

describe('mailboxes', () => {
  it('refuse a pattern that another mailbox has', async () => {
    const taken = await service.call('POST', '/v1/mailboxes', {
      body: { name: 'Second', patterns: ['new@desk.example', 'Support@desk.example'] },
    });
    expect(taken).toMatchObject({ status: 409, body: { type: '/problems/pattern-taken' } });
    const { data } = await service.get('/v1/mailboxes');
    expect(data.map(({ name }: { name: string }) => name)).not.toContain('Second');
  });

  it.each([
    [{ name: 'x', patterns: ['nonsense'] }, '#/patterns/0'],
    [{ name: 'x', address: 'nonsense' }, '#/address'],
    [{ name: 'x', reply_domain: 'not a domain' }, '#/reply_domain'],
    [{ name: 'x', reply_domain: 'support@in.example.com' }, '#/reply_domain'],
    [{ name: 'x', on_subject_change: 'guess' }, '#/on_subject_change'],
    [{ patterns: [] }, '#/name'],
    [{ name: 'x', catch_all: true }, '#/catch_all'],
    [{ name: 'x', position: null }, '#/position'],
    [{ name: 'x', acknowledges: null }, '#/acknowledges'],
  ])('refuse %j', async (body, pointer) => {
    const refused = await service.call('POST', '/v1/mailboxes', { body });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('change only the members that are sent', async () => {
    const id = await makeMailbox(service, { name: 'Old', address: 'old@desk.example', default_tags: ['a'] });
    const changed = await service.call('PATCH', `/v1/mailboxes/${id}`, {
      body: { name: 'New', patterns: ['new@desk.example'], address: null, reopen_days: null },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        name: 'New',
        patterns: ['new@desk.example'],
        address: null,
        default_tags: ['a'],
        reopen_days: null,
      },
    });
  });

  it('leave their tickets to the catch-all, which cannot be removed', async () => {
    const id = await makeMailbox(service, { name: 'Gone', address: 'gone@desk.example' });
    const { id: ticket } = await ticketOf(plainMail({ to: 'gone@desk.example' }));
    expect((await service.call('DELETE', `/v1/mailboxes/${id}`)).status).toBe(204);
    expect(await service.get(`/v1/tickets/${ticket}`)).toMatchObject({
      mailbox_id: catchAll,
      mailbox_ids: [catchAll],
    });
    expect(await service.call('GET', `/v1/mailboxes/${id}`)).toMatchObject({ status: 404 });
    expect(await service.call('DELETE', `/v1/mailboxes/${catchAll}`)).toMatchObject({
      status: 409,
      body: { type: '/problems/catch-all-stays' },
    });
  });

  it('leave a ticket that is also in the catch-all there once, with a new version', async () => {
    const id = await makeMailbox(service, { name: 'Left', address: 'left@desk.example' });
    const { body: ticket } = await service.call('POST', '/v1/tickets', { body: { subject: 'In both' } });
    const moving = { body: { mailbox_id: id } };
    const moved = await service.call('PATCH', `/v1/tickets/${ticket.id}`, moving);
    expect(moved.body.mailbox_ids).toEqual([id, catchAll]);
    await service.call('DELETE', `/v1/mailboxes/${id}`);
    const left = await service.get(`/v1/tickets/${ticket.id}`);
    expect(left).toMatchObject({ mailbox_id: catchAll, mailbox_ids: [catchAll] });
    expect(left.version).toBe(moved.body.version + 1);
    expect(left.updated_at > moved.body.updated_at).toBe(true);
  });

  it('can be removed with more tickets than one statement moves', async () => {
    const id = await makeMailbox(service, { name: 'Large', address: 'large@desk.example' });
    const { id: one } = await ticketOf(plainMail({ to: 'large@desk.example' }));
    await service.sql(
      `INSERT INTO tickets (id, root_id, mailbox_id, mailbox_ids, subject)
       SELECT id, id, mailbox_id, mailbox_ids, subject
       FROM (SELECT gen_random_uuid() AS id, mailbox_id, mailbox_ids, subject
             FROM tickets, generate_series(1, 4500) WHERE tickets.id = $1) AS more`,
      [one],
    );
    expect((await service.call('DELETE', `/v1/mailboxes/${id}`)).status).toBe(204);
    expect(await service.sql('SELECT FROM tickets WHERE mailbox_ids @> ARRAY[$1::uuid]', [id])).toEqual([]);
  });
});
