import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ageBlobs } from './support/blobs.js';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { REPLY_SECRET, replyAddress } from './support/reply-address.js';
import { Service } from './support/service.js';

/** The address as the mail shows it, and as it is stored. */
const WRITTEN = 'Ann@b\u00fccher.example';
const KNOWN = 'ann@xn--bcher-kva.example';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ env: { REPLY_ADDRESS_SECRETS: REPLY_SECRET, RETENTION_SECONDS: '1' } });
  await makeMailbox(service, { name: 'Support', address: 'support@desk.example' });
});
afterAll(() => service?.stop());

const reply = (ticketId: string, body: Record<string, unknown> = {}) =>
  service.call('POST', `/v1/tickets/${ticketId}/replies`, { body: { text: 'It is on its way.', ...body } });

const contactOf = async (address: string): Promise<string> =>
  (await service.get(`/v1/contacts?address=${encodeURIComponent(address)}`)).data[0].id;

/** Her mail in a ticket of Bob's, whose answer had her in copy. */
async function inBobsTicket() {
  const messageId = `bob-${Math.random()}@customer.example`;
  const { outcome } = await service.handIn(plainMail({ from: 'bob@customer.example', messageId }));
  await reply(outcome.ticket_id, { cc: [WRITTEN] });
  const hers = await service.handIn(
    plainMail({ from: WRITTEN, headers: [`In-Reply-To: <${messageId}>`], body: 'What I say to Bob.' }),
  );
  expect(hers.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: outcome.ticket_id });
  return { ticketId: outcome.ticket_id as string, messageId: hers.outcome.message_id as string };
}

describe('a sender whose domain has letters beyond ASCII', () => {
  it.each([WRITTEN, KNOWN])('is found by %s', async (contact) => {
    const { messageId } = await inBobsTicket();
    const { data } = await service.get(`/v1/messages?contact=${encodeURIComponent(contact)}`);
    expect(data[0]).toMatchObject({ id: messageId, from: { address: WRITTEN } });
  });

  it('is answered at the address they last wrote from', async () => {
    const { outcome } = await service.handIn(plainMail({ from: 'ann@second.example' }));
    const own = await service.handIn(plainMail({ from: WRITTEN }));
    const body = { into_contact_id: await contactOf('ann@second.example') };
    const merged = await service.call('POST', `/v1/contacts/${await contactOf(KNOWN)}/merge`, { body });
    expect(merged.status).toBe(200);
    const written = await reply(own.outcome.ticket_id);
    expect(written.body.to).toMatchObject([{ address: KNOWN }]);
    expect((await reply(outcome.ticket_id)).body.to).toMatchObject([{ address: 'ann@second.example' }]);
  });

  it('is the requester of a split with their message', async () => {
    const { ticketId, messageId } = await inBobsTicket();
    const body = { message_ids: [messageId] };
    const split = await service.call('POST', `/v1/tickets/${ticketId}/split`, { body });
    expect(split.body.requester).toMatchObject({ id: await contactOf(KNOWN) });
    const { data } = await service.get(`/v1/messages?contact=${KNOWN}`);
    const answer = await service.handIn(
      plainMail({ from: WRITTEN, headers: [`In-Reply-To: <${data[0].message_id}>`] }),
    );
    expect(answer.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: split.body.id });
  });

  it('is held after many forged reply addresses, even with a genuine one', async () => {
    const from = 'zoe@b\u00fccher.example';
    const { outcome } = await service.handIn(plainMail({ from }));
    const to = replyAddress(outcome.ticket_id);
    const forged = replyAddress(outcome.ticket_id, { secret: 'x'.repeat(30) });
    for (let n = 0; n < 10; n++) await service.handIn(plainMail({ from, to: forged }));
    const { message_id } = (await service.handIn(plainMail({ from, to }))).outcome;
    const { held } = await service.get(`/v1/messages/${message_id}`);
    expect(held).toMatchObject({ reason: 'reply_address_guessed' });
  });

  it("is erased, including what they wrote to other people's tickets", async () => {
    const { messageId } = await inBobsTicket();
    const { body } = await service.call('DELETE', `/v1/contacts/${await contactOf(KNOWN)}`);
    await eventually(async () => {
      await ageBlobs(service);
      return (await service.get(`/v1/erasures/${body.id}`)).status === 'done' ? true : null;
    });
    const erased = await service.get(`/v1/messages/${messageId}`);
    expect(erased).toMatchObject({ subject: '(erased)', text: '' });
    expect(await service.sql("SELECT FROM messages WHERE text LIKE '%What I say to Bob%'")).toEqual([]);
  });
});
