import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { isSomebodyHeldUp } from './support/held-up.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { TriggerGate } from './support/trigger-gate.js';

const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass';

let service: Service;
/** Stops a merge that has locked both tickets and not yet written. */
let merging: TriggerGate;
/** Stops a mail whose ticket is written but not committed. */
let receipt: TriggerGate;

beforeAll(async () => {
  service = await Service.start({ env: { TRUSTED_AUTHSERV_IDS: 'mx.desk.example' } });
  const merged =
    'BEFORE UPDATE ON tickets FOR EACH ROW WHEN (OLD.merged_into IS NULL AND NEW.merged_into IS NOT NULL)';
  merging = await TriggerGate.at(service, 1, merged);
  receipt = await TriggerGate.at(service, 2, 'BEFORE INSERT ON outbound_mails FOR EACH ROW');
});
afterAll(async () => {
  for (const gate of [merging, receipt]) await gate?.end();
  await service?.stop();
});

async function opened(name: string): Promise<{ id: string; messageId: string }> {
  const messageId = `${name}@customer.example`;
  const { outcome } = await service.handIn(plainMail({ messageId, subject: `About ${name}` }));
  return { id: outcome.ticket_id, messageId };
}

/** @returns its event */
async function arriving(raw: string): Promise<string> {
  const headers = { 'content-type': 'message/rfc822' };
  return (await service.call('POST', '/v1/inbound', { raw, headers })).body.event_id as string;
}

const answer = (messageId: string, body: string) =>
  arriving(plainMail({ headers: [`In-Reply-To: <${messageId}>`], body }));

async function contactOf(address: string): Promise<string> {
  await service.handIn(plainMail({ from: address }));
  return (await service.get(`/v1/contacts?address=${address}`)).data[0].id as string;
}

/** Statements of somebody else, all on one connection. */
const other = (sql: string, parameters: unknown[] = []) => merging.pass(sql, parameters);

/** Resolves when the mail waits for a row that somebody has locked. */
const isHeldUp = () => eventually(async () => ((await isSomebodyHeldUp(service)) ? true : null));

const found = async (word: string): Promise<string[]> =>
  (await service.get(`/v1/tickets?q=${word}`)).data.map(({ id }: { id: string }) => id);

describe('a mail that continues a ticket', () => {
  it('while it is merged into another reopens the other one and is found there', async () => {
    const [source, target] = [await opened('source'), await opened('target')];
    await service.call('PATCH', `/v1/tickets/${target.id}`, { body: { status: 'solved' } });
    await merging.shut();
    const body = { into_ticket_id: target.id };
    const merged = service.call('POST', `/v1/tickets/${source.id}/merge`, { body });
    await merging.reached();
    const eventId = await answer(source.messageId, 'Overtaken by events');
    await isHeldUp();
    // the mail locks nothing that the merge will change, so neither waits for the other
    const words = 'SELECT ticket_id FROM search_documents WHERE ticket_id = $1 FOR UPDATE NOWAIT';
    expect(await service.sql(words, [source.id])).toEqual([{ ticket_id: source.id }]);
    await merging.open();
    expect(await merged).toMatchObject({ status: 200 });
    expect((await service.ended(eventId)).outcome).toMatchObject({
      kind: 'ticket_continued',
      ticket_id: target.id,
    });
    expect(await service.get(`/v1/tickets/${target.id}`)).toMatchObject({ status: 'open' });
    expect(await found('overtaken')).toEqual([target.id]);
  });

  it('while its search words are rewritten is found', async () => {
    const { id, messageId } = await opened('rewritten');
    await other('BEGIN');
    await other('DELETE FROM search_documents WHERE ticket_id = $1', [id]);
    const eventId = await answer(messageId, 'Unforgettable');
    await isHeldUp();
    await other("INSERT INTO search_documents VALUES ($1, 0, array_to_tsvector('{rewritten}'))", [id]);
    await other('COMMIT');
    await service.ended(eventId);
    expect(await found('unforgettable')).toEqual([id]);
    expect(await found('rewritten')).toEqual([id]);
  });

  it('while somebody changes it keeps the change and reopens what they solved', async () => {
    const { id, messageId } = await opened('changed');
    await other('BEGIN');
    await other(
      "UPDATE tickets SET tags = '{kept}', status = 'solved', version = version + 1 WHERE id = $1",
      [id],
    );
    const eventId = await answer(messageId, 'Not solved at all');
    await isHeldUp();
    await other('COMMIT');
    expect((await service.ended(eventId)).outcome).toMatchObject({ ticket_id: id });
    expect(await service.get(`/v1/tickets/${id}`)).toMatchObject({
      status: 'open',
      tags: ['kept'],
      version: 3,
    });
  });

  it('while it is locked for longer than a mail waits is not a failed attempt; a request is told to come again', async () => {
    const { id, messageId } = await opened('held');
    await other('BEGIN');
    await other('SELECT FROM tickets WHERE id = $1 FOR UPDATE', [id]);
    const eventId = await answer(messageId, 'Patience');
    const changed = service.call('PATCH', `/v1/tickets/${id}`, { body: { status: 'solved' } });
    const waiting = await eventually(async () => {
      const event = await service.get(`/v1/events/${eventId}`);
      return event.status === 'received' && event.last_error !== null ? event : null;
    });
    expect(waiting).toMatchObject({ attempts: 0 });
    expect(await changed).toMatchObject({ status: 503, body: { type: '/problems/busy' } });
    await other('COMMIT');
    expect((await service.ended(eventId)).outcome).toMatchObject({ ticket_id: id });
  });
});

describe('a mail that opens a ticket', () => {
  it('while its sender is merged into another contact has that contact as its requester', async () => {
    await makeMailbox(service, { name: 'Receipts', address: 'receipts@desk.example', acknowledges: true });
    const [from, into] = [
      await contactOf('twin-a@customer.example'),
      await contactOf('twin-b@customer.example'),
    ];
    await receipt.shut();
    const eventId = await arriving(
      plainMail({
        from: 'twin-a@customer.example',
        to: 'receipts@desk.example',
        subject: 'Who am I',
        headers: [PASS],
      }),
    );
    await receipt.reached();
    const merged = service.call('POST', `/v1/contacts/${from}/merge`, { body: { into_contact_id: into } });
    await isHeldUp();
    await receipt.open();
    expect(await merged).toMatchObject({ status: 200 });
    const { outcome } = await service.ended(eventId);
    expect(await service.get(`/v1/tickets/${outcome.ticket_id}`)).toMatchObject({ requester: { id: into } });
  });
});
