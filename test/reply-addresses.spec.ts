import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { REPLY_SECRET, replyAddress } from './support/reply-address.js';
import { Service } from './support/service.js';

/** Of another system; much like what GitHub gives to those who watch an issue. */
const ELSEWHERE = 'reply+AAAAB3QZ5KX2LJ7MNEWLY0WEVBNHHDEF4Y@reply.forge.example';

let service: Service;
let support: string;
let returns: string;
beforeAll(async () => {
  service = await Service.start({ env: { REPLY_ADDRESS_SECRETS: REPLY_SECRET } });
  returns = await makeMailbox(service, { name: 'Returns', address: 'returns@in.example', position: 2 });
  const address = 'support@desk.example';
  const patterns = [address, '*@in.example'];
  support = await makeMailbox(service, {
    name: 'Support',
    address,
    patterns,
    reply_domain: 'answers.example',
  });
});
afterAll(() => service?.stop());

let serial = 0;

/** A ticket that Ann opened, and the Message-ID of her mail. */
async function opened(to: string): Promise<{ id: string; messageId: string }> {
  const messageId = `first-${(serial += 1)}@customer.example`;
  const { outcome } = await service.handIn(plainMail({ to, messageId }));
  return { id: outcome.ticket_id, messageId };
}

async function arrived(mail: Parameters<typeof plainMail>[0]) {
  const { outcome } = await service.handIn(plainMail(mail));
  const { held } = await service.get(`/v1/messages/${outcome.message_id}`);
  const { routing } = await service.get(`/v1/messages/${outcome.message_id}/trace`);
  const { mailbox_ids } = await service.get(`/v1/tickets/${outcome.ticket_id}`);
  return { kind: outcome.kind, ticketId: outcome.ticket_id, held, routing, mailboxIds: mailbox_ids };
}

describe('mail to one of our reply addresses', () => {
  it('stays with the team of its ticket, even if the whole domain leads to another team', async () => {
    const { id } = await opened('returns@in.example');
    const answer = await arrived({ to: replyAddress(id, { domain: 'in.example' }) });
    expect(answer).toMatchObject({ kind: 'ticket_continued', ticketId: id, mailboxIds: [returns] });
    const boxes = 'SELECT DISTINCT mailbox_id FROM messages WHERE ticket_id = $1';
    expect(await service.sql(boxes, [id])).toEqual([{ mailbox_id: returns }]);
  });

  it('also reaches another team that it names', async () => {
    const { id } = await opened('returns@in.example');
    const headers = ['Cc: support@desk.example'];
    const answer = await arrived({ to: replyAddress(id, { domain: 'in.example' }), headers });
    expect(answer).toMatchObject({ kind: 'ticket_continued', ticketId: id, mailboxIds: [returns, support] });
  });

  it('goes where the domain leads if the ticket no longer exists', async () => {
    const gone = replyAddress('0198c1f2-3b4d-7e6f-8a9b-0c1d2e3f4a5b', { domain: 'in.example' });
    expect(await arrived({ to: gone })).toMatchObject({
      kind: 'ticket_opened',
      mailboxIds: [support],
      routing: [{ pattern: '*@in.example' }],
    });
  });
});

describe('an address that only looks like a reply address', () => {
  it('is ignored if it belongs to another system, and the rest of the mail decides', async () => {
    const { id, messageId } = await opened('support@desk.example');
    const headers = ['Cc: support@desk.example'];
    const answering = [...headers, `In-Reply-To: <${messageId}>`];
    expect(await arrived({ to: ELSEWHERE, headers })).toMatchObject({ kind: 'ticket_opened', held: null });
    expect(await arrived({ to: ELSEWHERE, headers: answering })).toMatchObject({
      kind: 'ticket_continued',
      ticketId: id,
    });
  });

  it('locks nobody out, however often it is used', async () => {
    const { id } = await opened('support@desk.example');
    const headers = ['Cc: support@desk.example'];
    for (let n = 0; n < 10; n += 1) await arrived({ to: ELSEWHERE, headers });
    expect(await arrived({ to: replyAddress(id) })).toMatchObject({ kind: 'ticket_continued', ticketId: id });
  });

  it.each(['desk.example', 'answers.example', 'in.example', 'DESK.example'])(
    'counts as forged at our own domain %s',
    async (domain) => {
      const { messageId } = await opened('support@desk.example');
      const headers = ['Cc: support@desk.example', `In-Reply-To: <${messageId}>`];
      expect(await arrived({ to: `reply+4711@${domain}`, headers })).toMatchObject({
        kind: 'message_held',
        held: { reason: 'reply_address_forged' },
      });
    },
  );

  it('counts as forged at any domain if it has the exact shape of ours', async () => {
    const { id } = await opened('support@desk.example');
    const to = replyAddress(id, { secret: 'of somebody else entirely', domain: 'gone.example' });
    expect(await arrived({ to })).toMatchObject({ held: { reason: 'reply_address_forged' } });
  });
});
