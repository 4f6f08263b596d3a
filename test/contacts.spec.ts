import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

async function contactOf(address: string) {
  const { data } = await service.get(`/v1/contacts?address=${encodeURIComponent(address)}`);
  expect(data).toHaveLength(1);
  return data[0];
}

describe('contacts', () => {
  it('are created from senders, with the first name given', async () => {
    await service.handIn(plainMail({ from: 'first@who.example' }));
    await service.handIn(plainMail({ from: 'Fay <FIRST@who.example>' }));
    await service.handIn(plainMail({ from: 'Other <first@who.example>' }));
    const contact = await contactOf('First@Who.example');
    expect(contact).toMatchObject({
      name: 'Fay',
      addresses: ['first@who.example'],
      blocked: false,
      suppression: null,
    });
    expect(await service.get(`/v1/contacts/${contact.id}`)).toEqual(contact);
  });

  it('are created once when one person writes many mails at once', async () => {
    const mails = Array.from({ length: 10 }, () => plainMail({ from: 'Bo <burst@who.example>' }));
    await Promise.all(mails.map((raw) => service.handIn(raw)));
    await contactOf('burst@who.example');
    expect(await service.sql("SELECT 1 FROM contacts WHERE name = 'Bo'")).toHaveLength(1);
  });

  it('show that their address must not be mailed', async () => {
    await service.handIn(plainMail({ from: 'angry@who.example' }));
    await service.call('POST', '/v1/suppressions', { body: { address: 'Angry@who.example' } });
    const { id } = await contactOf('angry@who.example');
    expect(await service.get(`/v1/contacts/${id}`)).toMatchObject({
      suppression: { address: 'angry@who.example', reason: 'manual' },
    });
  });

  it.each(['name', 'blocked', 'primary_address'])('refuse null as %s', async (member) => {
    await service.handIn(plainMail({ from: 'null@who.example' }));
    const contact = await contactOf('null@who.example');
    const refused = await service.call('PATCH', `/v1/contacts/${contact.id}`, { body: { [member]: null } });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, `#/${member}`]);
  });

  it('take part in a ticket with all of their addresses', async () => {
    const first = await service.handIn(
      plainMail({ from: 'home@who.example', messageId: 'home@who.example' }),
    );
    const { id } = await contactOf('home@who.example');
    const added = await service.call('POST', `/v1/contacts/${id}/addresses`, {
      body: { address: 'Work@who.example' },
    });
    expect(added).toMatchObject({
      status: 201,
      body: { addresses: ['home@who.example', 'work@who.example'] },
    });
    const headers = ['In-Reply-To: <home@who.example>'];
    const fromWork = await service.handIn(plainMail({ from: 'work@who.example', headers }));
    expect(fromWork.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: first.outcome.ticket_id });
    const primary = await service.call('PATCH', `/v1/contacts/${id}`, {
      body: { primary_address: 'work@who.example' },
    });
    expect(primary.body).toMatchObject({
      address: 'work@who.example',
      addresses: ['work@who.example', 'home@who.example'],
    });
  });

  it('do not share an address, but can be merged', async () => {
    const opened = await service.handIn(plainMail({ from: 'one@who.example' }));
    await service.handIn(plainMail({ from: 'Two <two@who.example>' }));
    const [one, two] = [await contactOf('one@who.example'), await contactOf('two@who.example')];
    const taken = await service.call('POST', `/v1/contacts/${two.id}/addresses`, {
      body: { address: 'one@who.example' },
    });
    expect(taken).toMatchObject({ status: 409, body: { type: '/problems/address-taken' } });
    const merged = await service.call('POST', `/v1/contacts/${one.id}/merge`, {
      body: { into_contact_id: two.id },
    });
    expect(merged).toMatchObject({
      status: 200,
      body: { id: two.id, addresses: ['two@who.example', 'one@who.example'], name: 'Two' },
    });
    expect((await service.call('GET', `/v1/contacts/${one.id}`)).status).toBe(404);
    expect(await service.get(`/v1/tickets/${opened.outcome.ticket_id}`)).toMatchObject({
      requester: { id: two.id },
    });
    const itself = await service.call('POST', `/v1/contacts/${two.id}/merge`, {
      body: { into_contact_id: two.id },
    });
    expect(itself.status).toBe(409);
  });

  it('that are blocked have their mail kept as spam, on their own tickets too', async () => {
    const first = await service.handIn(
      plainMail({ from: 'pest@who.example', messageId: 'pest@who.example' }),
    );
    const { id } = await contactOf('pest@who.example');
    expect(
      (await service.call('PATCH', `/v1/contacts/${id}`, { body: { blocked: true } })).body,
    ).toMatchObject({ blocked: true });
    const next = await service.handIn(
      plainMail({ from: 'pest@who.example', headers: ['In-Reply-To: <pest@who.example>'] }),
    );
    expect(next.outcome.ticket_id).not.toBe(first.outcome.ticket_id);
    expect(await service.get(`/v1/tickets/${next.outcome.ticket_id}`)).toMatchObject({ status: 'spam' });
    const { threading } = await service.get(`/v1/messages/${next.outcome.message_id}/trace`);
    expect(threading).toMatchObject([{ matcher: 'blocked_sender', reason: 'sender_blocked' }]);
    expect((await service.get('/v1/contacts?blocked=true')).data).toMatchObject([{ id }]);
  });
});
