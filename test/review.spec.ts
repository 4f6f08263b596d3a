import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

let serial = 0;
const STRANGER = 'Sam <sam@partner.example>';

/** Ann's ticket, and a stranger's answer to it that is held. */
async function held(mail: { headers: string[] } = { headers: [] }) {
  const messageId = `claimed-${(serial += 1)}@customer.example`;
  const first = await service.handIn(plainMail({ messageId }));
  const answer = await service.handIn(
    plainMail({ from: STRANGER, headers: [`In-Reply-To: <${messageId}>`, ...mail.headers] }),
  );
  expect(answer.outcome.kind).toBe('message_held');
  return {
    claimed: first.outcome.ticket_id as string,
    own: answer.outcome.ticket_id as string,
    message: answer.outcome.message_id as string,
    messageId,
  };
}

const decide = (message: string, verdict: string, body: unknown = {}) =>
  service.call('POST', `/v1/review/${message}/${verdict}`, { body });

const messagesOf = async (ticket: string): Promise<string[]> =>
  (await service.get(`/v1/tickets/${ticket}/messages`)).data.map(({ id }: { id: string }) => id);

const kindsOf = async (ticket: string): Promise<string[]> =>
  (await service.get(`/v1/tickets/${ticket}/events`)).data.map(({ kind }: { kind: string }) => kind);

async function queue(): Promise<string[]> {
  const { data } = await service.get('/v1/review?limit=100');
  return data.map(({ id }: { id: string }) => id);
}

describe('a held message', () => {
  it('waits in the queue with its claim, and is not part of the claimed ticket', async () => {
    const { claimed, own, message } = await held();
    const { data } = await service.get('/v1/review?limit=100');
    expect(data.find(({ id }: { id: string }) => id === message)).toMatchObject({
      ticket_id: own,
      held: { reason: 'sender_is_no_participant', claimed_ticket_id: claimed },
    });
    expect(await messagesOf(claimed)).not.toContain(message);
    expect(await kindsOf(claimed)).toEqual(['opened', 'message_received']);
  });

  it('when accepted joins the ticket, its sender takes part, and unmerging undoes both', async () => {
    const { claimed, own, message, messageId } = await held();
    expect(await decide(message, 'accept')).toMatchObject({ status: 200, body: { held: null } });
    expect(await messagesOf(claimed)).toContain(message);
    expect(await queue()).not.toContain(message);
    expect(await service.get(`/v1/tickets/${own}`)).toMatchObject({ merged_into: claimed });
    expect(await kindsOf(claimed)).toEqual(
      expect.arrayContaining(['review_accepted', 'merged', 'message_held']),
    );
    const headers = [`In-Reply-To: <${messageId}>`];
    const next = await service.handIn(plainMail({ from: STRANGER, headers }));
    expect(next.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: claimed });

    expect((await service.call('POST', `/v1/tickets/${own}/unmerge`)).status).toBe(200);
    expect(await messagesOf(claimed)).not.toContain(message);
    const after = await service.handIn(plainMail({ from: STRANGER, headers }));
    expect(after.outcome.kind).toBe('message_held');
  });

  it('when rejected stays in its own ticket, as spam if so decided', async () => {
    const { claimed, own, message } = await held();
    expect(await decide(message, 'reject', { spam: true })).toMatchObject({
      status: 200,
      body: { held: null },
    });
    expect(await service.get(`/v1/tickets/${own}`)).toMatchObject({ status: 'spam', merged_into: null });
    expect(await messagesOf(claimed)).not.toContain(message);
    expect(await queue()).not.toContain(message);
  });

  it('cannot become spam while its ticket is merged into another one', async () => {
    const [{ own, message }, other] = [await held(), await held()];
    const body = { into_ticket_id: other.claimed };
    expect((await service.call('POST', `/v1/tickets/${own}/merge`, { body })).status).toBe(200);
    expect(await decide(message, 'reject', { spam: true })).toMatchObject({
      status: 409,
      body: { type: '/problems/ticket-merged' },
    });
    expect(await queue()).toContain(message);
    expect(await service.get(`/v1/tickets/${own}`)).toMatchObject({ status: 'open' });
    expect((await decide(message, 'reject')).status).toBe(200);
  });

  it('when moved joins the ticket that was named', async () => {
    const [{ message, claimed }, other] = [await held(), await held()];
    expect((await decide(message, 'move', { ticket_id: other.claimed })).status).toBe(200);
    expect(await messagesOf(other.claimed)).toContain(message);
    expect(await messagesOf(claimed)).not.toContain(message);
  });

  it.each([
    ['accept', 'solved', 'open'],
    ['accept', 'closed', 'open'],
    ['move', 'pending', 'open'],
    ['accept', 'spam', 'spam'],
  ])('put into a ticket (%s) that is %s leaves it %s', async (verdict, status, after) => {
    const { claimed, message } = await held();
    await service.call('PATCH', `/v1/tickets/${claimed}`, { body: { status } });
    const body = verdict === 'move' ? { ticket_id: claimed } : {};
    expect((await decide(message, verdict, body)).status).toBe(200);
    expect(await service.get(`/v1/tickets/${claimed}`)).toMatchObject({ status: after });
  });

  it('from a machine reopens nothing when it is accepted', async () => {
    const { claimed, message } = await held({ headers: ['Auto-Submitted: auto-generated'] });
    await service.call('PATCH', `/v1/tickets/${claimed}`, { body: { status: 'solved' } });
    expect((await decide(message, 'accept')).status).toBe(200);
    expect(await service.get(`/v1/tickets/${claimed}`)).toMatchObject({ status: 'solved' });
  });

  it('is decided once', async () => {
    const { message } = await held();
    const verdicts = await Promise.all([decide(message, 'accept'), decide(message, 'accept')]);
    expect(verdicts.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await decide(message, 'reject')).toMatchObject({
      status: 409,
      body: { type: '/problems/not-held' },
    });
  });

  it('whose claim names no ticket can only be moved', async () => {
    const forged = await service.handIn(plainMail({ to: 'reply+nothing@desk.example' }));
    const id = forged.outcome.message_id;
    expect(await decide(id, 'accept')).toMatchObject({
      status: 409,
      body: { type: '/problems/claim-unknown' },
    });
    const { claimed } = await held();
    expect((await decide(id, 'move', { ticket_id: claimed })).status).toBe(200);
  });

  it('is not lost through a wrong decision', async () => {
    const { message } = await held();
    const nowhere = '01939000-0000-7000-8000-00000000dead';
    expect(await decide(message, 'move', { ticket_id: nowhere })).toMatchObject({
      status: 404,
      body: { type: '/problems/ticket-not-found' },
    });
    expect(await decide(nowhere, 'accept')).toMatchObject({ status: 404 });
    expect(await decide(message, 'move', { ticket_id: 'x' })).toMatchObject({ status: 422 });
    expect(await queue()).toContain(message);
  });
});
