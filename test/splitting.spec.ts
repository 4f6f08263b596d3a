import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { REPLY_SECRET, replyAddress } from './support/reply-address.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

const BOSS = 'boss@customer.example';

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({
    env: {
      ...simulator.env,
      REPLY_ADDRESS_SECRETS: REPLY_SECRET,
      NODE_OPTIONS: '--max-old-space-size=200',
    },
  });
  await makeMailbox(service, { name: 'Support', address: 'support@desk.example' });
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});

const split = (ticketId: string, message_ids: string[]) =>
  service.call('POST', `/v1/tickets/${ticketId}/split`, { body: { message_ids } });

/** Ann's ticket, with a reply of ours to her and her boss; the reply is split off. */
async function replyApart() {
  const { outcome } = await service.handIn(plainMail());
  const old = outcome.ticket_id as string;
  const written = await service.call('POST', `/v1/tickets/${old}/replies`, {
    body: { text: 'It is on its way.', cc: [BOSS] },
  });
  const reply = written.body.id as string;
  const messageId = await eventually(async () => {
    const { message_id } = await service.get(`/v1/messages/${reply}`);
    return message_id.endsWith('.invalid') ? null : (message_id as string);
  });
  const { status, body } = await split(old, [reply]);
  expect(status).toBe(201);
  return { old, apart: body.id as string, messageId };
}

const answering = (messageId: string) => [`In-Reply-To: <${messageId}>`];

describe('a reply that was split off', () => {
  it('receives the answers sent to its signed address, which names the old ticket', async () => {
    const { old, apart, messageId } = await replyApart();
    const to = replyAddress(old);
    const answer = await service.handIn(plainMail({ to, headers: answering(messageId) }));
    expect(answer.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: apart });
    const { threading } = await service.get(`/v1/messages/${answer.outcome.message_id}/trace`);
    expect(threading).toMatchObject([{ matcher: 'reply_address', saw: { matched: messageId } }]);
    const other = await service.handIn(plainMail({ to }));
    expect(other.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: old });
  });

  it('still receives them after it is split off again', async () => {
    const { old, apart, messageId } = await replyApart();
    const headers = answering(messageId);
    await service.handIn(plainMail({ to: replyAddress(old), headers }));
    const { data } = await service.get(`/v1/tickets/${apart}/messages`);
    const again = await split(apart, [data[0].id]);
    const answer = await service.handIn(plainMail({ to: replyAddress(old), headers }));
    expect(answer.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: again.body.id });
  });

  it('can be answered by everybody who received it', async () => {
    const { apart, messageId } = await replyApart();
    const answer = await service.handIn(plainMail({ from: BOSS, headers: answering(messageId) }));
    expect(answer.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: apart });
  });

  it('cannot be answered by people who take part only in the old ticket', async () => {
    const { old, messageId } = await replyApart();
    const written = await service.call('POST', `/v1/tickets/${old}/replies`, {
      body: { text: 'Another matter.', to: ['late@customer.example'] },
    });
    expect(written.status).toBe(201);
    const late = plainMail({ from: 'late@customer.example', headers: answering(messageId) });
    expect((await service.handIn(late)).outcome.kind).toBe('message_held');
  });
});

describe('a mail with a reply address', () => {
  it('goes to that ticket even if it answers a message of another one, in which its sender takes no part', async () => {
    const bobs = 'of-bob@customer.example';
    await service.handIn(plainMail({ from: 'bob@customer.example', messageId: bobs }));
    const { outcome } = await service.handIn(plainMail());
    const mail = plainMail({ to: replyAddress(outcome.ticket_id), headers: answering(bobs) });
    expect((await service.handIn(mail)).outcome).toMatchObject({
      kind: 'ticket_continued',
      ticket_id: outcome.ticket_id,
    });
  });
});

it('a ticket is split without reading everything written in it', async () => {
  const { outcome } = await service.handIn(plainMail());
  const { ticket_id: id, message_id: first } = outcome;
  const others =
    "jsonb_build_object('id', gen_random_uuid(), 'event_id', NULL, 'email_id', NULL, 'raw_sha256', NULL)";
  await service.sql(
    `INSERT INTO messages SELECT (jsonb_populate_record(message, ${others})).*
     FROM messages AS message, generate_series(1, 100) WHERE message.id = $1`,
    [first],
  );
  // 400 MB, twice what the service has
  await service.sql("UPDATE messages SET html = repeat('x', 4000000) WHERE ticket_id = $1", [id]);
  const apart = await split(id, [first]);
  expect(apart).toMatchObject({ status: 201, body: { follows_ticket_id: id } });
  expect((await service.get(`/v1/tickets/${apart.body.id}/messages`)).data).toMatchObject([{ id: first }]);
});
