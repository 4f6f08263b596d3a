import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { REPLY_SECRET, replyAddress } from './support/reply-address.js';
import { Service } from './support/service.js';

/** Of another system; much like what GitHub gives to who watches an issue. */
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

describe('an answer to a reply address of ours', () => {
  it('stays with the team of its ticket, though the whole domain leads to another one', async () => {
    const { id } = await opened('returns@in.example');
    const answer = await arrived({ to: replyAddress(id, { domain: 'in.example' }) });
    expect(answer).toMatchObject({ kind: 'ticket_continued', ticketId: id, mailboxIds: [returns] });
    const boxes = 'SELECT DISTINCT mailbox_id FROM messages WHERE ticket_id = $1';
    expect(await service.sql(boxes, [id])).toEqual([{ mailbox_id: returns }]);
  });

  it('comes to another team as well when it names that one', async () => {
    const { id } = await opened('returns@in.example');
    const headers = ['Cc: support@desk.example'];
    const answer = await arrived({ to: replyAddress(id, { domain: 'in.example' }), headers });
    expect(answer).toMatchObject({ kind: 'ticket_continued', ticketId: id, mailboxIds: [returns, support] });
  });

  it('of a ticket that is there no more goes where the domain leads', async () => {
    const gone = replyAddress('0198c1f2-3b4d-7e6f-8a9b-0c1d2e3f4a5b', { domain: 'in.example' });
    expect(await arrived({ to: gone })).toMatchObject({
      kind: 'ticket_opened',
      mailboxIds: [support],
      routing: [{ pattern: '*@in.example' }],
    });
  });
});

describe('an address that only looks like a reply address', () => {
  it('of another system says nothing of ours, and what the mail says besides counts', async () => {
    const { id, messageId } = await opened('support@desk.example');
    const headers = ['Cc: support@desk.example'];
    const answering = [...headers, `In-Reply-To: <${messageId}>`];
    expect(await arrived({ to: ELSEWHERE, headers })).toMatchObject({ kind: 'ticket_opened', held: null });
    expect(await arrived({ to: ELSEWHERE, headers: answering })).toMatchObject({
      kind: 'ticket_continued',
      ticketId: id,
    });
  });

  it('and many of them shut nobody out', async () => {
    const { id } = await opened('support@desk.example');
    const headers = ['Cc: support@desk.example'];
    for (let n = 0; n < 10; n += 1) await arrived({ to: ELSEWHERE, headers });
    expect(await arrived({ to: replyAddress(id) })).toMatchObject({ kind: 'ticket_continued', ticketId: id });
  });

  it.each(['desk.example', 'answers.example', 'in.example', 'DESK.example'])(
    'at our own domain %s is a forged one',
    async (domain) => {
      const { messageId } = await opened('support@desk.example');
      const headers = ['Cc: support@desk.example', `In-Reply-To: <${messageId}>`];
      expect(await arrived({ to: `reply+4711@${domain}`, headers })).toMatchObject({
        kind: 'message_held',
        held: { reason: 'reply_address_forged' },
      });
    },
  );

  it('in the very shape of ours is a forged one at whatever domain', async () => {
    const { id } = await opened('support@desk.example');
    const to = replyAddress(id, { secret: 'of somebody else entirely', domain: 'gone.example' });
    expect(await arrived({ to })).toMatchObject({ held: { reason: 'reply_address_forged' } });
  });
});
