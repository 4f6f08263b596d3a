import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ageBlobs } from './support/blobs.js';
import { eventually } from './support/eventually.js';
import { doneOrHeldUp } from './support/held-up.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { type Answer, Service } from './support/service.js';
import { TriggerGate } from './support/trigger-gate.js';

let service: Service;
/** Stops the opening of a ticket before its row; contact and mailbox are known. */
let opening: TriggerGate;
/** Stops an erasure that has emptied all tickets and reaches the contact. */
let beforeContact: TriggerGate;

beforeAll(async () => {
  service = await Service.start({ env: { RETENTION_SECONDS: '1' } });
  opening = await TriggerGate.at(
    service,
    1,
    `BEFORE INSERT ON tickets FOR EACH ROW WHEN (NEW.subject LIKE 'Gated%')`,
  );
  const last = 'BEFORE UPDATE ON erasures FOR EACH ROW WHEN (OLD.step = 9 AND NEW.step = 10)';
  beforeContact = await TriggerGate.at(service, 2, last);
});
afterAll(async () => {
  for (const gate of [opening, beforeContact]) await gate?.end();
  await service?.stop();
});

async function contactOf(address: string): Promise<string> {
  await service.handIn(plainMail({ from: address }));
  return (await service.get(`/v1/contacts?address=${address}`)).data[0].id as string;
}

const open = (body: Record<string, unknown>) =>
  service.call('POST', '/v1/tickets', { body: { subject: 'Gated', text: 'Words of theirs', ...body } });

/** Lets something happen between reading the contact and writing the ticket's row. @returns both answers */
async function meanwhile(ticket: Record<string, unknown>, happen: () => Promise<Answer>) {
  await opening.shut();
  const opened = open(ticket);
  await opening.reached();
  let isDone = false;
  const happened = happen().finally(() => (isDone = true));
  await doneOrHeldUp(service, () => Promise.resolve(isDone));
  await opening.open();
  return { opened: await opened, happened: await happened };
}

describe('a ticket opened for a contact', () => {
  it('who is being merged into another one has the other one as its requester', async () => {
    const address = 'twin-a@customer.example';
    const [from, into] = [await contactOf(address), await contactOf('twin-b@customer.example')];
    const { opened, happened } = await meanwhile({ requester: { address } }, () =>
      service.call('POST', `/v1/contacts/${from}/merge`, { body: { into_contact_id: into } }),
    );
    expect([opened.status, happened.status]).toEqual([201, 200]);
    expect(await service.get(`/v1/tickets/${opened.body.id}`)).toMatchObject({ requester: { id: into } });
  });

  it("whom a merge has just removed has the merge's target as its requester", async () => {
    const address = 'twin-c@customer.example';
    const [from, into] = [await contactOf(address), await contactOf('twin-d@customer.example')];
    // a merge that has written but not committed
    await opening.pass('BEGIN', []);
    await opening.pass(
      'UPDATE contact_addresses SET contact_id = $2, is_primary = false WHERE contact_id = $1',
      [from, into],
    );
    await opening.pass('DELETE FROM contacts WHERE id = $1', [from]);
    let isDone = false;
    const opened = open({ requester: { address } }).finally(() => (isDone = true));
    await doneOrHeldUp(service, () => Promise.resolve(isDone));
    await opening.pass('COMMIT', []);
    expect(await opened).toMatchObject({ status: 201, body: { requester: { id: into } } });
  });

  it('who is being erased keeps none of their words', async () => {
    const address = 'leaves@erased.example';
    const contactId = await contactOf(address);
    await beforeContact.shut();
    const erasure = await service.call('DELETE', `/v1/contacts/${contactId}`);
    await beforeContact.reached();
    await opening.shut();
    const opened = open({ requester: { address } });
    await opening.reached();
    await beforeContact.open();
    const erased = () =>
      service.sql('SELECT FROM contacts WHERE id = $1', [contactId]).then((rows) => rows.length === 0);
    await doneOrHeldUp(service, erased);
    await opening.open();
    expect((await opened).status).toBe(201);
    await eventually(async () => {
      await ageBlobs(service);
      return (await service.get(`/v1/erasures/${erasure.body.id}`)).status === 'done' ? true : null;
    });
    const { id } = (await opened).body;
    expect(await service.get(`/v1/tickets/${id}`)).toMatchObject({ subject: '(erased)', requester: null });
    expect((await service.get(`/v1/tickets/${id}/messages`)).data).toMatchObject([
      { text: '', from: { address: '' } },
    ]);
  });

  it('who was already erased gets a new contact', async () => {
    const address = 'back@erased.example';
    const contactId = await contactOf(address);
    await opening.pass('BEGIN', []);
    await opening.pass('DELETE FROM contacts WHERE id = $1', [contactId]);
    let isDone = false;
    const opened = open({ requester: { address } }).finally(() => (isDone = true));
    await doneOrHeldUp(service, () => Promise.resolve(isDone));
    await opening.pass('COMMIT', []);
    const { status, body } = await opened;
    expect([status, body.requester.address]).toEqual([201, address]);
    expect(body.requester.id).not.toBe(contactId);
  });
});

it('a ticket opened in a mailbox that is being removed goes to the catch-all with the others', async () => {
  const mailbox = await makeMailbox(service, { name: 'Closing down' });
  const { opened, happened } = await meanwhile({ mailbox_id: mailbox }, () =>
    service.call('DELETE', `/v1/mailboxes/${mailbox}`),
  );
  expect([opened.status, happened.status]).toEqual([201, 204]);
  const { data } = await service.get('/v1/mailboxes');
  const catchAll = data.find(({ catch_all }: { catch_all: boolean }) => catch_all);
  expect(await service.get(`/v1/tickets/${opened.body.id}`)).toMatchObject({ mailbox_id: catchAll.id });
});

it('a held message that is accepted while it is split off goes with its new ticket, and nothing deadlocks', async () => {
  const messageId = 'split-or-accepted@customer.example';
  const { outcome: claimed } = await service.handIn(plainMail({ messageId }));
  const headers = [`In-Reply-To: <${messageId}>`];
  const { outcome } = await service.handIn(plainMail({ from: 'sam@partner.example', headers }));
  expect(outcome.kind).toBe('message_held');
  await service.call('POST', `/v1/tickets/${outcome.ticket_id}/notes`, { body: { text: 'Who is it?' } });
  await opening.shut();
  const split = service.call('POST', `/v1/tickets/${outcome.ticket_id}/split`, {
    body: { message_ids: [outcome.message_id], subject: 'Gated' },
  });
  await opening.reached();
  let isDone = false;
  const accepted = service
    .call('POST', `/v1/review/${outcome.message_id}/accept`)
    .finally(() => (isDone = true));
  await doneOrHeldUp(service, () => Promise.resolve(isDone));
  await opening.open();
  expect([(await split).status, (await accepted).status]).toEqual([201, 200]);
  const moved = await service.get(`/v1/tickets/${(await split).body.id}`);
  expect(moved).toMatchObject({ merged_into: claimed.ticket_id });
});
