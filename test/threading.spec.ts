import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { REPLY_SECRET, replyAddress } from './support/reply-address.js';
import { Service } from './support/service.js';

const OLD_SECRET = 'the-secret-of-last-year-now-retired';
const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass';
const FAIL = 'Authentication-Results: mx.desk.example; dmarc=fail';

let service: Service;
beforeAll(async () => {
  service = await Service.start({
    env: {
      REPLY_ADDRESS_SECRETS: `${REPLY_SECRET},${OLD_SECRET}`,
      TRUSTED_AUTHSERV_IDS: 'mx.desk.example',
    },
  });
  await makeMailbox(service, { name: 'Support', address: 'support@desk.example', reopen_days: 30 });
  await makeMailbox(service, { name: 'Sales', address: 'sales@desk.example' });
  await makeMailbox(service, {
    name: 'Strict',
    address: 'strict@desk.example',
    on_subject_change: 'split',
    reopen_days: 0,
  });
  await makeMailbox(service, { name: 'Careful', address: 'careful@desk.example', on_subject_change: 'ask' });
});
afterAll(() => service?.stop());

let serial = 0;

/** A ticket that Ann opened, and the Message-ID of her mail. */
async function opened(mail: { to?: string; subject?: string; headers?: string[] } = {}) {
  const messageId = `first-${(serial += 1)}@customer.example`;
  const event = await service.handIn(plainMail({ ...mail, messageId }));
  expect(event.outcome.kind).toBe('ticket_opened');
  const ticket = await service.get(`/v1/tickets/${event.outcome.ticket_id}`);
  return { ticketId: ticket.id as string, number: ticket.number as number, messageId };
}

async function arrived(mail: Parameters<typeof plainMail>[0], envelope: Record<string, string> = {}) {
  const event = await service.handIn(plainMail(mail), envelope);
  const message = await service.get(`/v1/messages/${event.outcome.message_id}`);
  const trace = await service.get(`/v1/messages/${message.id}/trace`);
  return { kind: event.outcome.kind, ticketId: event.outcome.ticket_id, message, trace: trace.threading };
}

const answering = (id: string) => [`In-Reply-To: <${id}>`, `References: <${id}>`];
const ANN = 'Ann Lee <ann@customer.example>';
const MALLORY = 'Mallory <mallory@evil.example>';

describe('a sender who proves the ticket and takes part in it continues it:', () => {
  it.each([
    ['the reply address, authenticated', { headers: [PASS] }, true],
    ['the reply address, authentication unknown', {}, true],
    ['the reply address of the year before', {}, 'old'],
    ['the reply address at another domain', {}, 'domain'],
  ])('%s', async (_how, mail, proof) => {
    const { ticketId } = await opened();
    const options =
      proof === 'old' ? { secret: OLD_SECRET } : proof === 'domain' ? { domain: 'gone.example' } : {};
    const reply = await arrived({ ...mail, to: replyAddress(ticketId, options) });
    expect(reply).toMatchObject({ kind: 'ticket_continued', ticketId });
    expect(reply.trace).toMatchObject([{ matcher: 'reply_address', verdict: 'joined' }]);
  });

  it.each([
    ['in Cc', (address: string) => ({ headers: [`Cc: ${address}`] }), {}],
    ['in capitals', (address: string) => ({ to: address.toUpperCase() }), {}],
  ])('the reply address %s', async (_how, mailTo, envelope) => {
    const { ticketId } = await opened();
    expect(await arrived(mailTo(replyAddress(ticketId)), envelope)).toMatchObject({ ticketId });
  });

  it('the reply address in the envelope alone', async () => {
    const { ticketId } = await opened();
    const envelope = { 'x-envelope-to': replyAddress(ticketId) };
    expect(await arrived({ to: 'undisclosed-recipients:;' }, envelope)).toMatchObject({ ticketId });
  });

  it.each([
    ['In-Reply-To', (id: string) => [`In-Reply-To: <${id}>`]],
    ['References', (id: string) => [`References: <${id}>`]],
    ['References among others', (id: string) => [`References: <x@y.example> <${id}> <z@y.example>`]],
    ['glued References', (id: string) => [`References: <x@y.example><${id}>`]],
    ['a domain in capitals', (id: string) => [`In-Reply-To: <${id.replace('customer', 'CUSTOMER')}>`]],
  ])('%s', async (_field, headersFor) => {
    const { ticketId, messageId } = await opened();
    const reply = await arrived({ headers: headersFor(messageId) });
    expect(reply).toMatchObject({ kind: 'ticket_continued', ticketId });
  });

  it('a mail that arrives before the one it answers', async () => {
    const first = `late-${(serial += 1)}@customer.example`;
    const answer = await arrived({ headers: answering(first) });
    const late = await arrived({ messageId: first });
    expect(late).toMatchObject({ kind: 'ticket_continued', ticketId: answer.ticketId });
    expect(late.trace.at(-1)).toMatchObject({ matcher: 'shares_mentioned_message', verdict: 'joined' });
  });

  it('a thread that continued among outsiders and returns to us', async () => {
    const { ticketId } = await opened({ headers: ['References: <outside-1@partner.example>'] });
    const back = await arrived({ headers: answering('outside-1@partner.example') });
    expect(back).toMatchObject({ kind: 'ticket_continued', ticketId });
  });
});

describe('nobody else gets into a ticket:', () => {
  beforeAll(async () => {
    // a stranger to Ann's tickets but not to us: taking part in one ticket gives no rights in another
    await arrived({ from: MALLORY });
  });

  it.each([
    ['the right reply address', (t: Ticket) => ({ to: replyAddress(t.ticketId) }), 'reply_address'],
    [
      'T-SPF-2: the right In-Reply-To',
      (t: Ticket) => ({ headers: answering(t.messageId) }),
      'answers_known_message',
    ],
    [
      'the number in the subject',
      (t: Ticket) => ({ subject: `Re: [#${t.number}]`, headers: [PASS] }),
      'subject_number',
    ],
  ])('%s from a stranger is held', async (_how, mailFor, matcher) => {
    const ticket = await opened();
    const held = await arrived({ ...mailFor(ticket), from: MALLORY });
    expect(held.kind).toBe('message_held');
    expect(held.ticketId).not.toBe(ticket.ticketId);
    expect(held.message.held).toEqual({
      reason: 'sender_is_no_participant',
      claimed_ticket_id: ticket.ticketId,
    });
    expect(held.trace.at(-1)).toMatchObject({ matcher, verdict: 'refused' });
    const shown = await service.get(`/v1/tickets/${ticket.ticketId}/messages`);
    expect(shown.data).toHaveLength(1);
  });

  it('a requester whose authentication fails is held, and its Cc gains nothing', async () => {
    const { ticketId, messageId } = await opened();
    const spoofed = await arrived({ headers: [FAIL, `Cc: ${MALLORY}`, ...answering(messageId)] });
    expect(spoofed.message.held).toEqual({
      reason: 'authentication_failed',
      claimed_ticket_id: ticketId,
    });
    const second = await arrived({ from: MALLORY, headers: answering(messageId) });
    expect(second.message.held).toMatchObject({ claimed_ticket_id: ticketId });
  });

  it('a person in Cc of a genuine mail still takes no part', async () => {
    const { ticketId, messageId } = await opened({ headers: [`Cc: ${MALLORY}`] });
    const second = await arrived({ from: MALLORY, headers: answering(messageId) });
    expect(second.message.held).toMatchObject({ claimed_ticket_id: ticketId });
  });

  it.each([
    ['the id alone', (t: Ticket) => `reply+${t.ticketId}@desk.example`],
    ['the number', (t: Ticket) => `reply+${t.number}@desk.example`],
    ['a tag of another key', (t: Ticket) => replyAddress(t.ticketId, { secret: 'x'.repeat(30) })],
    ['a shortened tag', (t: Ticket) => replyAddress(t.ticketId).replace(/.@/, '@')],
  ])('a forged reply address (%s) does not fall back to the references', async (_how, to) => {
    const ticket = await opened();
    const forged = await arrived({ to: to(ticket), headers: [PASS, ...answering(ticket.messageId)] });
    expect(forged.kind).toBe('message_held');
    expect(forged.message.held).toEqual({ reason: 'reply_address_forged', claimed_ticket_id: null });
    expect(forged.trace).toMatchObject([{ matcher: 'reply_address', verdict: 'refused' }]);
  });

  it('a sender who tries many reply addresses is not trusted even with a genuine one, for an hour', async () => {
    const from = 'guesser@customer.example';
    const { outcome } = await service.handIn(plainMail({ from, headers: [PASS] }));
    const forge = (headers: string[]) =>
      service.handIn(plainMail({ from, to: `reply+${outcome.ticket_id}@desk.example`, headers }));
    const genuine = () => arrived({ from, to: replyAddress(outcome.ticket_id), headers: [PASS] });
    for (let n = 0; n < 10; n++) await forge([FAIL]);
    expect(await genuine()).toMatchObject({ kind: 'ticket_continued', ticketId: outcome.ticket_id });
    for (let n = 0; n < 10; n++) await forge([PASS]);
    expect((await genuine()).message.held).toMatchObject({ reason: 'reply_address_guessed' });
    await service.sql(
      "UPDATE messages SET received_at = received_at - interval '61 minutes' WHERE from_address = $1",
      [from],
    );
    expect(await genuine()).toMatchObject({ kind: 'ticket_continued', ticketId: outcome.ticket_id });
  });

  it.each([
    ['unproven, the number counts for nothing', { headers: [] }, 'sender_unproven'],
    ['failing, even less', { headers: [FAIL] }, 'authentication_failed'],
    [
      'below a stranger\u2019s Authentication-Results',
      { headers: ['Authentication-Results: evil.example; dmarc=pass', PASS] },
      'sender_unproven',
    ],
  ])('%s', async (_why, mail, reason) => {
    const { number } = await opened();
    const guess = await arrived({ ...mail, subject: `Re: Hello [#${number}]` });
    expect(guess.message.held).toMatchObject({ reason });
  });

  it('the proven requester may give the number', async () => {
    const { number, ticketId } = await opened();
    const named = await arrived({ headers: [PASS], subject: `Something [#${number}]` });
    expect(named).toMatchObject({ kind: 'ticket_continued', ticketId });
  });

  it.each([
    ['ADR-01', 'mallory@evil.example (x(y) <ann@customer.example>)'],
    ['ADR-02', 'ann@customer.example .evil.example'],
    ['ADR-03', '"ann@customer.example x"@evil.example'],
    ['ADR-04', '"ann@customer.example" <mallory@evil.example>'],
    ['ADR-05', `${ANN}, ${MALLORY}`],
    ['ADR-06', 'Group: ann@customer.example;'],
    ['ADR-07', 'ann@custom\u0435r.example'],
    ['none', ''],
  ])('%s: From %j is not taken for the requester', async (_id, from) => {
    const { ticketId, messageId } = await opened();
    const spoofed = await arrived({ from, headers: [PASS, ...answering(messageId)] });
    expect(spoofed.ticketId).not.toBe(ticketId);
    expect(spoofed.message.held).toMatchObject({ claimed_ticket_id: ticketId });
  });

  it('two From fields are nobody', async () => {
    const { ticketId, messageId } = await opened();
    const spoofed = await arrived({ headers: [`From: ${MALLORY}`, ...answering(messageId)] });
    expect(spoofed.message.held).toEqual({ reason: 'sender_unidentified', claimed_ticket_id: ticketId });
  });

  it('our own address in From is neither agent nor requester', async () => {
    const { ticketId, messageId } = await opened();
    const own = await arrived({ from: 'support@desk.example', headers: [PASS, ...answering(messageId)] });
    expect(own.message.held).toEqual({ reason: 'sender_is_ours', claimed_ticket_id: ticketId });
    expect(own.message.direction).toBe('inbound');
    expect(await service.get(`/v1/tickets/${own.ticketId}`)).toMatchObject({ requester: null });
  });

  it('guessed numbers find nothing, however many', async () => {
    const { number } = await opened();
    const people = await service.count('ticket_participants');
    const forged = Array.from({ length: 20 }, () =>
      arrived({ from: MALLORY, subject: `[#${number}]`, headers: [PASS] }),
    );
    expect((await Promise.all(forged)).map(({ kind }) => kind)).toEqual(forged.map(() => 'message_held'));
    expect(await service.count('ticket_participants')).toBe(people + forged.length);
    const guesses = `Re: ${Array.from({ length: 10_000 }, (_, n) => `[#${n + 1}]`).join('')}`.slice(0, 900);
    const flood = await arrived({ from: 'New <new@evil.example>', subject: guesses, headers: [PASS] });
    expect(flood.kind).not.toBe('ticket_continued');
  });
});

interface Ticket {
  ticketId: string;
  number: number;
  messageId: string;
}

describe('which ticket a mail joins:', () => {
  it('of two references, that of the newest', async () => {
    const [older, newer] = [await opened(), await opened()];
    const headers = [`References: <${older.messageId}> <${newer.messageId}>`];
    expect(await arrived({ headers })).toMatchObject({ ticketId: newer.ticketId });
  });

  it('In-Reply-To comes before References', async () => {
    const [one, other] = [await opened(), await opened()];
    const headers = [`In-Reply-To: <${one.messageId}>`, `References: <${other.messageId}>`];
    expect(await arrived({ headers })).toMatchObject({ ticketId: one.ticketId });
  });

  it('never one of another mailbox', async () => {
    const { ticketId, messageId } = await opened();
    const sales = await arrived({ to: 'sales@desk.example', headers: answering(messageId) });
    expect(sales.kind).toBe('ticket_opened');
    expect(sales.ticketId).not.toBe(ticketId);
  });

  it('if it was merged, the one it was merged into, however far', async () => {
    const [a, b, c] = [await opened(), await opened(), await opened()];
    for (const [from, into] of [
      [a, b],
      [b, c],
    ] as const) {
      const body = { into_ticket_id: into.ticketId };
      expect((await service.call('POST', `/v1/tickets/${from.ticketId}/merge`, { body })).status).toBe(200);
    }
    expect(await arrived({ headers: answering(a.messageId) })).toMatchObject({ ticketId: c.ticketId });
    expect(await arrived({ to: replyAddress(a.ticketId) })).toMatchObject({ ticketId: c.ticketId });
  });

  it('if it ended too long ago, a new one linked to it', async () => {
    const { ticketId, messageId } = await opened();
    await service.call('PATCH', `/v1/tickets/${ticketId}`, { body: { status: 'closed' } });
    expect(await arrived({ headers: answering(messageId) })).toMatchObject({ ticketId });
    expect(await service.get(`/v1/tickets/${ticketId}`)).toMatchObject({ status: 'open' });
    await service.call('PATCH', `/v1/tickets/${ticketId}`, { body: { status: 'closed' } });
    await service.sql("UPDATE tickets SET ended_at = now() - interval '31 days' WHERE id = $1", [ticketId]);
    const late = await arrived({ headers: answering(messageId) });
    expect(late.kind).toBe('ticket_opened');
    expect(await service.get(`/v1/tickets/${late.ticketId}`)).toMatchObject({ follows_ticket_id: ticketId });
    expect(late.trace.at(-1)).toMatchObject({ matcher: 'follow_up_policy', reason: 'ended_too_long' });
  });

  it.each([
    ['join', 'support@desk.example', 'ticket_continued', null],
    ['split', 'strict@desk.example', 'ticket_opened', null],
    ['ask', 'careful@desk.example', 'message_held', 'subject_changed'],
  ])('if the subject is new and the mailbox says %s', async (_policy, to, kind, reason) => {
    const { ticketId, messageId } = await opened({ to, subject: 'Broken handle' });
    const same = await arrived({ to, subject: 'AW: Re: broken handle', headers: answering(messageId) });
    expect(same).toMatchObject({ kind: 'ticket_continued', ticketId });
    const other = await arrived({ to, subject: 'Re: Invoice 7', headers: answering(messageId) });
    expect(other.kind).toBe(kind);
    expect(other.message.held?.reason ?? null).toBe(reason);
  });

  it('automatic mail joins it but does not reopen it', async () => {
    const { ticketId, messageId } = await opened();
    await service.call('PATCH', `/v1/tickets/${ticketId}`, { body: { status: 'solved' } });
    const headers = ['Auto-Submitted: auto-replied', ...answering(messageId)];
    expect(await arrived({ headers })).toMatchObject({ kind: 'ticket_continued', ticketId });
    expect(await service.get(`/v1/tickets/${ticketId}`)).toMatchObject({ status: 'solved' });
  });

  it.each([
    ['of ours opens the ticket again', ['List-Id: <support.desk.example>'], 'open'],
    ['of ours by its address', ['List-Id: <x.y>', 'List-Post: <mailto:support@desk.example>'], 'open'],
    ['of others does not', ['List-Id: <talk.other.example>'], 'solved'],
  ])('an answer through a list %s', async (_list, fields, status) => {
    const { ticketId, messageId } = await opened();
    await service.call('PATCH', `/v1/tickets/${ticketId}`, { body: { status: 'solved' } });
    expect(await arrived({ headers: [...fields, ...answering(messageId)] })).toMatchObject({ ticketId });
    expect(await service.get(`/v1/tickets/${ticketId}`)).toMatchObject({ status });
  });

  it('another mail with a known Message-ID is a second message', async () => {
    const { ticketId, messageId } = await opened();
    const twin = await arrived({ messageId, body: 'Other words under the same id.' });
    expect(twin).toMatchObject({ kind: 'ticket_continued', ticketId });
    expect((await service.get(`/v1/tickets/${ticketId}/messages`)).data).toHaveLength(2);
  });

  it('mails of one thread that arrive at once open one ticket', async () => {
    const root = `burst-${(serial += 1)}@customer.example`;
    const mails = Array.from({ length: 12 }, () => plainMail({ headers: answering(root) }));
    const events = await Promise.all(mails.map((raw) => service.handIn(raw)));
    expect(new Set(events.map(({ outcome }) => outcome.ticket_id)).size).toBe(1);
  });
});
