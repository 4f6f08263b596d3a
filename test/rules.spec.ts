import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

const make = (body: Record<string, unknown>) => service.call('POST', '/v1/rules', { body });

const arrive = async (mail: Parameters<typeof plainMail>[0]) => {
  const { outcome } = await service.handIn(plainMail(mail));
  return { ...outcome, ticket: await service.get(`/v1/tickets/${outcome.ticket_id}`) };
};

describe('rules', () => {
  it('set members, tag and assign in order, and the timeline names them', async () => {
    const conditions = [{ field: 'subject', operator: 'contains', value: 'invoice' }];
    const second = await make({
      ...{ name: 'Second', position: 2, conditions },
      actions: { priority: 'urgent', add_tags: ['b'] },
    });
    const first = await make({
      ...{ name: 'First', position: 1, conditions },
      actions: { priority: 'low', assignee: 'ben', add_tags: ['a'] },
    });
    expect([first.status, second.status]).toEqual([201, 201]);
    const { ticket } = await arrive({ subject: 'Your INVOICE 7' });
    expect(ticket).toMatchObject({ priority: 'urgent', assignee: 'ben', tags: ['a', 'b'] });
    const { data } = await service.get(`/v1/tickets/${ticket.id}/events`);
    expect(data.at(-1)).toMatchObject({
      kind: 'rule_applied',
      data: { fired: [{ name: 'First' }, { name: 'Second' }] },
    });
    const other = await arrive({ subject: 'Hello' });
    expect(other.ticket).toMatchObject({ priority: 'normal', assignee: null, tags: [] });
  });

  it('add a tag once even if the mailbox adds it too, so that the list can be sent back', async () => {
    const mailbox = { name: 'Parcels', address: 'parcels@desk.example', default_tags: ['parcel', 'shop'] };
    await makeMailbox(service, mailbox);
    const conditions = [{ field: 'subject', operator: 'contains', value: 'broken' }];
    await make({ name: 'Broken', conditions, actions: { add_tags: ['urgent', 'shop', 'broken'] } });
    const { ticket } = await arrive({ to: 'parcels@desk.example', subject: 'Broken vase' });
    expect(ticket.tags).toEqual(['parcel', 'shop', 'urgent', 'broken']);
    const body = { tags: ticket.tags };
    expect((await service.call('PATCH', `/v1/tickets/${ticket.id}`, { body })).status).toBe(200);
  });

  it('can mark as spam and hold for review', async () => {
    const from = (value: string) => [{ field: 'from', operator: 'ends_with', value }];
    await make({ name: 'Spam', conditions: from('@spam.example'), actions: { spam: true } });
    await make({ name: 'Hold', conditions: from('@hold.example'), actions: { hold: true } });
    expect((await arrive({ from: 'a@spam.example' })).ticket).toMatchObject({ status: 'spam' });
    const held = await arrive({ from: 'a@hold.example' });
    expect(held.kind).toBe('message_held');
    const { data } = await service.get('/v1/review');
    expect(data).toMatchObject([
      { id: held.message_id, held: { reason: 'held_by_rule', claimed_ticket_id: null } },
    ]);
  });

  it('can be tried without changing anything', async () => {
    const { message_id, ticket } = await arrive({ subject: 'Try me', headers: ['X-Shop: 9'] });
    const rule = {
      name: 'Tried',
      conditions: [{ field: 'header:X-Shop', operator: 'is', value: '9' }],
      actions: { priority: 'high' },
    };
    const tried = await service.call('POST', '/v1/rules/test', { body: { message_id, rule } });
    expect(tried).toMatchObject({
      status: 200,
      body: { fired: [{ name: 'Tried' }], actions: { priority: 'high' } },
    });
    const stored = await service.call('POST', '/v1/rules/test', { body: { message_id } });
    expect(stored.body).toMatchObject({ fired: [], actions: {} });
    expect(await service.get(`/v1/tickets/${ticket.id}`)).toEqual(ticket);
    expect((await service.get('/v1/rules')).data.map(({ name }: { name: string }) => name)).not.toContain(
      'Tried',
    );
  });

  it('can be tried on a raw mail, which is not stored', async () => {
    const condition = { field: 'header:x-shop', operator: 'is', value: 'Berlin' };
    const rule = { name: 'Shop', conditions: [condition], actions: { assignee: 'ben' } };
    const raw = plainMail({ subject: 'Tried raw', headers: ['X-Shop: berlin'] });
    const messages = await service.count('messages');
    const tried = await service.call('POST', '/v1/rules/test', { body: { raw, rule } });
    expect(tried).toMatchObject({
      status: 200,
      body: { fired: [{ name: 'Shop' }], actions: { assignee: 'ben' } },
    });
    expect(await service.count('messages')).toBe(messages);
  });

  it.each([{}, { raw: '' }, { raw: 'x', message_id: '01939000-0000-7000-8000-00000000dead' }])(
    'are not tried on %j',
    async (body) => {
      expect((await service.call('POST', '/v1/rules/test', { body })).status).toBe(422);
    },
  );

  it('are replaced and removed', async () => {
    const { body } = await make({
      name: 'Old',
      conditions: [],
      actions: { add_tags: ['old'] },
      active: false,
    });
    const replaced = await service.call('PUT', `/v1/rules/${body.id}`, {
      body: { name: 'New', conditions: [], actions: {}, active: false },
    });
    expect(replaced).toMatchObject({ status: 200, body: { name: 'New', actions: {}, active: false } });
    expect((await service.call('DELETE', `/v1/rules/${body.id}`)).status).toBe(204);
    expect(await service.call('GET', `/v1/rules/${body.id}`)).toMatchObject({
      status: 404,
      body: { type: '/problems/rule-not-found' },
    });
  });

  it.each([
    [{ name: 'x', conditions: [[]], actions: {} }, '#/conditions'],
    [{ name: 'x', conditions: [{ field: 'from', operator: 'is', value: 'a' }], actions: [] }, '#/actions'],
    [
      { name: 'x', conditions: [{ field: 'password', operator: 'is', value: '' }], actions: {} },
      '#/conditions/0/field',
    ],
    [
      { name: 'x', conditions: [{ field: 'from', operator: 'matches', value: '' }], actions: {} },
      '#/conditions/0/operator',
    ],
    [{ name: 'x', conditions: [], actions: { delete: true } }, '#/actions/delete'],
    [{ name: 'x', conditions: [], actions: { add_tags: ['a\nb'] } }, '#/actions/add_tags'],
    [{ name: 'a\u0000b', conditions: [], actions: {} }, '#/name'],
  ])('refuse %j', async (body, pointer) => {
    const refused = await make(body);
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});
