import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ageBlobs, blobsOf } from './support/blobs.js';
import { bounce, sentMailEvent, tell } from './support/delivery-events.js';
import { eventually } from './support/eventually.js';
import { TriggerGate } from './support/trigger-gate.js';
import { mailWithFile, plainMail } from './support/mails.js';
import { Service } from './support/service.js';

/** How the subject begins of mail that stops with its bytes stored, right before its row is inserted. */
const STOPPED = 'Stopped before its row';

let service: Service;
/** Stops a mail before its row is inserted. */
let filing: TriggerGate;
/** Stops a round of retention at its start. */
let round: TriggerGate;
/** Stops an erasure between two of its steps, after the messages and before the events. */
let betweenSteps: TriggerGate;
/** Stops an erasure that has taken the addresses off the list, before it comes to the events. */
let afterList: TriggerGate;
/** Stops the lookup whether a doomed blob is wanted; it sees the rows as they are when it gets here. */
let look: TriggerGate;

beforeAll(async () => {
  const often = { RETENTION_SECONDS: '1', RETAIN_LOGS_DAYS: '30' };
  service = await Service.start({ env: often });
  filing = await TriggerGate.at(
    service,
    1,
    `BEFORE INSERT ON messages FOR EACH ROW WHEN (NEW.subject LIKE '${STOPPED}%')`,
  );
  round = await TriggerGate.at(service, 2, 'BEFORE DELETE ON notifications FOR EACH STATEMENT');
  look = await TriggerGate.at(service, 3, 'BEFORE DELETE ON doomed_blobs FOR EACH STATEMENT');
  const beforeEvents = 'BEFORE UPDATE ON erasures FOR EACH ROW WHEN (OLD.step = 3 AND NEW.step = 4)';
  betweenSteps = await TriggerGate.at(service, 4, beforeEvents);
  const pastList = 'BEFORE UPDATE ON erasures FOR EACH ROW WHEN (OLD.step = 4 AND NEW.step = 5)';
  afterList = await TriggerGate.at(service, 5, pastList);
});
afterAll(async () => {
  for (const gate of [filing, round, look, betweenSteps, afterList]) await gate?.end();
  await service?.stop();
});

async function handOver(raw: string, headers: Record<string, string> = {}): Promise<string> {
  const { body } = await service.call('POST', '/v1/inbound', {
    raw,
    headers: { 'content-type': 'message/rfc822', ...headers },
  });
  return body.event_id as string;
}

/** A person with one old mail, whose file has this content. */
async function personWith(content: string): Promise<{ contactId: string; sha256: string }> {
  const address = `${createHash('sha256').update(content).digest('hex').slice(0, 12)}@erased.example`;
  await service.handIn(mailWithFile(address, 'Of somebody who leaves', content));
  await ageBlobs(service);
  const { data } = await service.get(`/v1/contacts?address=${address}`);
  return { contactId: data[0].id, sha256: createHash('sha256').update(content).digest('hex') };
}

const isDone = async (erasureId: string) =>
  (await service.get(`/v1/erasures/${erasureId}`)).status === 'done';

async function erase(contactId: string): Promise<string> {
  return (await service.call('DELETE', `/v1/contacts/${contactId}`)).body.id as string;
}

const isDoomed = async (sha256: string) =>
  (await service.sql('SELECT FROM doomed_blobs WHERE sha256 = $1', [sha256])).length > 0;

const contentOf = async (messageId: string) => {
  const { attachments } = await service.get(`/v1/messages/${messageId}`);
  const file = await service.call('GET', `/v1/attachments/${attachments[0].id}/content`);
  return { status: file.status, text: file.bytes.toString() };
};

/**
 * A person's file is erased while the same file arrives in another person's mail.
 *
 * - `put`: the arriving bytes are stored; `row`: the message that refers to them commits.
 * - `doom`: the erasure gives the bytes up; `look`: does anybody want them? `act`: what follows from the answer.
 */
const ORDERS = [
  'put row doom look act',
  'put doom row look act',
  'put doom look row act',
  'put doom look act row',
  'doom put row look act',
  'doom put look row act',
  'doom put look act row',
  'doom look put row act',
  'doom look put act row',
  'doom look act put row',
];

describe('a file of somebody who is erased', () => {
  it.each(ORDERS)('is never lost if it also arrives from somebody else: %s', async (order) => {
    const content = `Terms and conditions, ${order}`;
    const { contactId, sha256 } = await personWith(content);
    await Promise.all([filing.shut(), round.shut(), look.shut()]);
    await round.reached();
    let eventId = '';
    let erasureId = '';
    const steps: Record<string, () => Promise<void>> = {
      async put() {
        eventId = await handOver(mailWithFile('other@customer.example', STOPPED, content));
        await filing.reached();
      },
      async row() {
        await filing.open();
        await service.ended(eventId);
      },
      async doom() {
        erasureId = await erase(contactId);
        await eventually(async () => ((await isDoomed(sha256)) || (await isDone(erasureId)) ? true : null));
        // only this file is looked up
        await look.pass('DELETE FROM doomed_blobs WHERE sha256 <> $1', [sha256]);
      },
      async look() {
        await round.open();
        await look.reached();
      },
      async act() {
        await round.shut();
        await look.open();
        await round.reached();
      },
    };
    for (const step of order.split(' ')) await steps[step]!();
    await Promise.all([filing, round, look].map((gate) => gate.open()));
    const { outcome } = await service.ended(eventId);
    await ageBlobs(service);
    await eventually(async () => ((await isDone(erasureId)) ? true : null));
    expect(await contentOf(outcome.message_id)).toEqual({ status: 200, text: content });
  });

  it('is never lost if others have it and it is doomed while retention looks up another blob', async () => {
    const content = 'A price list that two people have';
    const { contactId, sha256 } = await personWith(content);
    const { outcome } = await service.handIn(mailWithFile('other@customer.example', 'Prices', content));
    await ageBlobs(service);
    await Promise.all([round.shut(), look.shut()]);
    await round.reached();
    // something for retention to look up
    await service.sql(`INSERT INTO doomed_blobs (sha256) VALUES (repeat('0', 64))`);
    await round.open();
    await look.reached();
    const erasureId = await erase(contactId);
    await eventually(async () => ((await isDoomed(sha256)) || (await isDone(erasureId)) ? true : null));
    await look.open();
    await eventually(async () => ((await isDone(erasureId)) ? true : null));
    expect(await contentOf(outcome.message_id)).toEqual({ status: 200, text: content });
  });

  it('is deleted if nobody else has it, and only then is the erasure done', async () => {
    const { contactId, sha256 } = await personWith('A letter that nobody else has');
    await Promise.all([round.shut()]);
    await round.reached();
    const erasureId = await erase(contactId);
    await eventually(async () => ((await isDoomed(sha256)) || (await isDone(erasureId)) ? true : null));
    expect(await service.get(`/v1/erasures/${erasureId}`)).toMatchObject({ status: 'running' });
    await round.open();
    await eventually(async () => ((await isDone(erasureId)) ? true : null));
    expect(await blobsOf(service)).not.toContain(sha256);
  });
});

describe('a mail that is being filed while its sender is erased', () => {
  /** @returns the event, the erasure and the raw mail, with both under way */
  async function comeTogether(name: string) {
    const address = `${name}@erased.example`;
    await service.handIn(plainMail({ from: address }));
    const { data } = await service.get(`/v1/contacts?address=${address}`);
    await Promise.all([filing.shut(), betweenSteps.shut()]);
    const raw = plainMail({ from: address, subject: `${STOPPED}: ${name}`, body: `Word of ${name}` });
    const eventId = await handOver(raw, { 'x-envelope-from': address });
    await filing.reached();
    const erasureId = await erase(data[0].id);
    await betweenSteps.reached();
    return { eventId, erasureId, raw: createHash('sha256').update(raw).digest('hex') };
  }

  async function expectNothingOf(name: string, erasureId: string, raw: string): Promise<void> {
    await eventually(async () => {
      await ageBlobs(service);
      return (await isDone(erasureId)) ? true : null;
    });
    expect(await service.sql('SELECT FROM messages WHERE text LIKE $1', [`%Word of ${name}%`])).toEqual([]);
    expect(await service.sql('SELECT FROM tickets WHERE subject LIKE $1', [`%: ${name}`])).toEqual([]);
    expect(await blobsOf(service)).not.toContain(raw);
  }

  it('is erased too if its row comes first', async () => {
    const { eventId, erasureId, raw } = await comeTogether('first');
    await filing.open();
    expect(await service.ended(eventId)).toMatchObject({ status: 'processed' });
    await betweenSteps.open();
    await expectNothingOf('first', erasureId, raw);
    expect(await service.get(`/v1/events/${eventId}`)).toMatchObject({ payload: null });
  });

  it('gets no row if it comes later', async () => {
    const { eventId, erasureId, raw } = await comeTogether('later');
    await betweenSteps.open();
    expect(await service.ended(eventId)).toMatchObject({ status: 'ignored', payload: null });
    await filing.open();
    await expectNothingOf('later', erasureId, raw);
  });
});

it('a bounce that arrives during the erasure leaves nothing but the suppression of the address', async () => {
  const address = 'told-of@erased.example';
  await service.handIn(plainMail({ from: address }));
  const { data } = await service.get(`/v1/contacts?address=${address}`);
  await afterList.shut();
  const erasureId = await erase(data[0].id);
  await afterList.reached();
  const bounced = { to: [address], data: bounce('Permanent', 'General') };
  expect(await tell(service, sentMailEvent('email.bounced', bounced))).toMatchObject({ status: 'processed' });
  await afterList.open();
  await eventually(async () => {
    await ageBlobs(service);
    return (await isDone(erasureId)) ? true : null;
  });
  const tables = [
    'suppressions',
    'suppression_evidence',
    'suppression_history',
    'delivery_events',
    'notifications',
  ];
  for (const table of [...tables, 'inbox_events']) {
    const naming = `SELECT FROM ${table} AS line WHERE line::text LIKE '%${address}%'`;
    expect({ table, rows: await service.sql(naming) }).toEqual({ table, rows: [] });
  }
  const { body } = await service.call('POST', '/v1/suppressions/check', { body: { addresses: [address] } });
  expect(body.data).toMatchObject([{ suppressed: true, reason: 'bounce' }]);
});
