import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ageBlobs } from './support/blobs.js';
import { bounce, sentMailEvent, tell } from './support/delivery-events.js';
import { dump } from './support/dump.js';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Receiver } from './support/receiver.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

let simulator: Simulator;
let receiver: Receiver;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  receiver = await Receiver.start();
  service = await Service.start({
    env: { ...simulator.env, OUTBOUND_ALLOWED_HOSTS: receiver.host, RETENTION_SECONDS: '1' },
  });
  await simulator.announceTo(service);
  await makeMailbox(service, { name: 'Support', address: 'support@desk.example' });
  await service.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['*'] } });
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
  await receiver?.stop();
});

const CANARIES = [
  'kanarivogel',
  'zitronengelb',
  'federkleid',
  'gezwitscher',
  'kaefigtuer',
  'hirsekolben',
] as const;
const [local, name, subject, body, fileName, fileWord] = CANARIES;
const ADDRESS = `${local}@birds.example`;
const FROM = `"${name}" <${ADDRESS}>`;
const SHARED_FILE = 'The terms and conditions that everybody sends back.';

const percent = (character: string) => `%${character.charCodeAt(0).toString(16)}`;

const attachment = (filename: string, content: string) => [
  '--b',
  `Content-Type: application/octet-stream; name="${filename}"`,
  `Content-Disposition: attachment; filename="${filename}"`,
  '',
  content,
];

const mailWithFiles = (from: string, ...files: string[][]) =>
  plainMail({
    from,
    subject: `About the ${subject}`,
    headers: ['X-Second: 1'],
  })
    .replace('Content-Type: text/plain; charset=utf-8', 'Content-Type: multipart/mixed; boundary=b')
    .replace(
      /\r\n\r\n[^]*$/,
      ['', '', '--b', '', `Some ${body}.`, ...files.flat(), '--b--', ''].join('\r\n'),
    );

const places = async () =>
  (await dump(service)).flatMap(({ place, text }) =>
    CANARIES.filter((canary) => text.toLowerCase().includes(canary)).map((canary) => `${canary} in ${place}`),
  );

const own = () =>
  mailWithFiles(FROM, attachment(`${fileName}.txt`, fileWord), attachment('terms.txt', SHARED_FILE));

async function contactId(): Promise<string> {
  const { data } = await service.get(`/v1/contacts?address=${ADDRESS}`);
  return data[0].id as string;
}

async function erase(id: string) {
  const requested = await service.call('DELETE', `/v1/contacts/${id}`);
  expect(requested.status).toBe(202);
  return done(service, requested.body.id);
}

/** Makes all blobs old, and waits until the erasure is done. */
async function done(asked: Service, erasureId: string) {
  return eventually(async () => {
    await ageBlobs(asked);
    const erasure = await asked.get(`/v1/erasures/${erasureId}`);
    return erasure.status === 'done' ? erasure : null;
  });
}

describe('DELETE /v1/contacts/:id', () => {
  const raw = own();
  const handedIn = own();
  let announced: { email_id: string };
  let othersTicket: string;
  let othersFile: string;

  /** Everything that one person can leave behind. */
  beforeAll(async () => {
    announced = await simulator.deliver(raw);
    await service.settled();
    const { outcome } = await service.handIn(handedIn, { 'x-envelope-from': ADDRESS });
    const ticket = `/v1/tickets/${outcome.ticket_id}`;
    await service.call('PATCH', ticket, { body: { subject: `Still the ${subject}`, tags: [name] } });
    await service.call('POST', `${ticket}/notes`, { body: { text: `Called ${name} about ${body}` } });
    const reply = await service.call('POST', `${ticket}/replies`, { body: { text: `Dear ${name}` } });
    const other = await service.handIn(
      mailWithFiles('other@birds.example', attachment('terms.txt', SHARED_FILE)).replaceAll(
        new RegExp(CANARIES.join('|'), 'g'),
        'thing',
      ),
    );
    othersTicket = other.outcome.ticket_id;
    othersFile = (await service.get(`/v1/messages/${other.outcome.message_id}`)).attachments[0].id;
    const toBoth = { text: 'To both of you', cc: [ADDRESS] };
    const second = await service.call('POST', `/v1/tickets/${othersTicket}/replies`, { body: toBoth });
    for (const { id } of [reply.body, second.body]) {
      await eventually(async () =>
        (await service.get(`/v1/messages/${id}`)).delivery.status === 'delivered' ? true : null,
      );
    }
    await tell(
      service,
      sentMailEvent('email.bounced', { to: [ADDRESS], data: bounce('Permanent', 'General') }),
    );
    // programs differ in what they escape in a path
    for (const spelled of [ADDRESS, encodeURIComponent(ADDRESS), ADDRESS.replace(/[.@]/g, percent)]) {
      await service.call('POST', '/v1/suppressions', { body: { address: ADDRESS } });
      await service.call('DELETE', `/v1/suppressions/${spelled}`);
    }
    await service.call('POST', '/v1/suppressions', { body: { address: ADDRESS, note: `${name} asked` } });
    await service.settled();
  });

  it('leaves nothing of the person in the database or among the blobs', async () => {
    expect(new Set((await places()).map((place) => place.split(' ')[0]))).toEqual(new Set(CANARIES));
    const id = await contactId();
    const [message] = (await service.get(`/v1/messages?contact=${ADDRESS}`)).data;
    const erasure = await erase(id);
    expect(await service.call('GET', `/v1/messages/${message.id}/raw`)).toMatchObject({
      status: 410,
      body: { type: '/problems/raw-purged' },
    });
    expect(erasure).toMatchObject({ status: 'done', finished_at: expect.any(String) });
    expect(await places()).toEqual([]);
    expect((await service.call('GET', `/v1/contacts/${id}`)).status).toBe(404);
    expect((await service.call('DELETE', `/v1/contacts/${id}`)).status).toBe(404);
  });

  it('keeps what others refer to', async () => {
    const file = await service.call('GET', `/v1/attachments/${othersFile}/content`);
    expect(file.bytes.toString().trim()).toBe(SHARED_FILE);
    const { data } = await service.get(`/v1/tickets/${othersTicket}/messages`);
    expect(data).toMatchObject([
      { from: { address: 'other@birds.example' }, text: expect.stringContaining('thing') },
      { direction: 'outbound', text: 'To both of you', cc: [] },
    ]);
  });

  it('keeps the address suppressed', async () => {
    const checked = await service.call('POST', '/v1/suppressions/check', { body: { addresses: [ADDRESS] } });
    expect(checked.body.data).toMatchObject([{ suppressed: true, reason: 'manual' }]);
  });

  it('recognises their mail, however it is announced again, and keeps nothing of it', async () => {
    const tickets = await service.count('tickets');
    const again = await service.handIn(handedIn, { 'x-envelope-from': ADDRESS });
    expect(again.status).toMatch(/processed|ignored/);
    const elsewhere = await service.handIn(handedIn, { 'x-envelope-to': 'sales@desk.example' });
    expect(elsewhere.outcome).toMatchObject({ kind: 'mail_erased', ticket_id: null });
    const event = {
      type: 'email.received',
      created_at: new Date().toISOString(),
      data: { ...announced, created_at: new Date().toISOString(), from: FROM, to: [], subject },
    };
    expect((await tell(service, JSON.stringify(event))).outcome).toMatchObject({ kind: 'mail_erased' });
    expect(await service.count('tickets')).toBe(tickets);
    expect(await places()).toEqual([]);
  });

  it('continues after a process died', async () => {
    await Promise.all(Array.from({ length: 10 }, () => service.handIn(own())));
    const { body: requested } = await service.call('DELETE', `/v1/contacts/${await contactId()}`);
    await service.program.stop('SIGKILL');
    expect(await places()).not.toEqual([]);
    const next = await Service.start({ beside: service });
    try {
      await done(next, requested.id);
      expect(await places()).toEqual([]);
    } finally {
      await next.program.stop();
    }
  });
});
