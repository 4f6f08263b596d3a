import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

const open = async (requester?: { address: string }) =>
  (await service.call('POST', '/v1/tickets', { body: { subject: 'Lamp', text: 'Broken', requester } })).body;
const versionOf = async (id: string): Promise<number> => (await service.get(`/v1/tickets/${id}`)).version;
const merge = (from: string, into: string) =>
  service.call('POST', `/v1/tickets/${from}/merge`, { body: { into_ticket_id: into } });

describe('a ticket gets a new version', () => {
  it('when it is merged, when another is merged into it, and when that is undone', async () => {
    const [a, b, c] = [await open(), await open(), await open()];
    const versions = () => Promise.all([a, b, c].map(({ id }) => versionOf(id)));
    const [atFirst] = await versions();
    await merge(a.id, b.id);
    expect(await versions()).toEqual([atFirst! + 1, atFirst! + 1, atFirst]);
    await merge(b.id, c.id);
    expect(await versions()).toEqual([atFirst! + 2, atFirst! + 2, atFirst! + 1]);
    await service.call('POST', `/v1/tickets/${b.id}/unmerge`);
    expect(await versions()).toEqual([atFirst! + 3, atFirst! + 3, atFirst! + 2]);
  });

  it('when its requester is merged into another contact', async () => {
    const [one, two] = ['one@who.example', 'two@who.example'];
    const ticket = await open({ address: one });
    const other = await open({ address: two });
    const body = { into_contact_id: other.requester.id };
    await service.call('POST', `/v1/contacts/${ticket.requester.id}/merge`, { body });
    const changed = await service.get(`/v1/tickets/${ticket.id}`);
    expect(changed).toMatchObject({ version: ticket.version + 1, requester: { id: other.requester.id } });
    expect(changed.updated_at > ticket.updated_at).toBe(true);
    expect(await versionOf(other.id)).toBe(other.version);
  });

  it('when a review rejects it as spam, and its timeline and end time show it', async () => {
    const messageId = 'claimed@customer.example';
    await service.handIn(plainMail({ messageId }));
    const headers = [`In-Reply-To: <${messageId}>`];
    const { outcome } = await service.handIn(plainMail({ from: 'sam@partner.example', headers }));
    const { ticket_id: id, message_id: message } = outcome;
    await service.call('PATCH', `/v1/tickets/${id}`, { body: { status: 'solved' } });
    const before = await versionOf(id);
    await service.call('POST', `/v1/review/${message}/reject`, { body: { spam: true } });
    expect(await versionOf(id)).toBe(before + 1);
    const { data } = await service.get(`/v1/tickets/${id}/events`);
    expect(data).toContainEqual(
      expect.objectContaining({ kind: 'changed', data: { status: { from: 'solved', to: 'spam' } } }),
    );
    const rows = await service.sql('SELECT ended_at FROM tickets WHERE id = $1', [id]);
    expect(rows).toEqual([{ ended_at: null }]);
  });
});

it('an ETag that a proxy has weakened still names the version', async () => {
  const { id } = await open();
  const { headers } = await service.call('GET', `/v1/tickets/${id}`);
  const solve = (etag: string) =>
    service.call('PATCH', `/v1/tickets/${id}`, {
      body: { status: 'solved' },
      headers: { 'if-match': `W/${etag}` },
    });
  expect(headers.get('etag')).toMatch(/^"/);
  expect((await solve(headers.get('etag')!)).status).toBe(200);
  expect((await solve(headers.get('etag')!)).status).toBe(412);
});
