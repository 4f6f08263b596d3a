import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ageBlobs } from './support/blobs.js';
import { bounce, sentMailEvent, tell } from './support/delivery-events.js';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

/** The provider refuses every request because the key lacks the rights. */
const NOT_PERMITTED = { kind: 'http_error', status: 401, name: 'restricted_api_key', count: null };

const ANN = 'ann@birds.example';
/** One that ends like Ann's, and one that begins like it. */
const JOANN = 'joann@birds.example';
const ANN_ELSEWHERE = 'ann@birds.example.org';
const BOB = 'bob@birds.example';
const CAROL = 'carol@birds.example';
const EVE = 'eve@birds.example';
const DAVE = 'dave@birds.example';

let simulator: Simulator;
let service: Service;
/** Events of parked mails: from Ann, from people with similar addresses, and from Bob with a copy to Ann. */
const waiting: Record<'hers' | 'joanns' | 'elsewhere' | 'bobs', string> = {
  hers: '',
  joanns: '',
  elsewhere: '',
  bobs: '',
};
let replyToBob: string;
let copyToBob: string;
let replyToAnn: string;
let leftForBoth: string;
let bounceOfBoth: string;
let bounceOfCarol: string;

async function parked(raw: string): Promise<string> {
  const { email_id } = await simulator.deliver(raw);
  const [event] = (await service.get(`/v1/events?email_id=${email_id}`)).data;
  expect(await service.ended(event.id)).toMatchObject({ status: 'parked' });
  return event.id as string;
}

async function erase(address: string): Promise<void> {
  const { data } = await service.get(`/v1/contacts?address=${address}`);
  const { body } = await service.call('DELETE', `/v1/contacts/${data[0].id}`);
  await eventually(async () => {
    await ageBlobs(service);
    return (await service.get(`/v1/erasures/${body.id}`)).status === 'done' ? true : null;
  });
}

const deliveryOf = async (messageId: string) => (await service.get(`/v1/messages/${messageId}`)).delivery;

/** Bob asks and gets a reply with a copy to Ann, whose address is capitalised as an agent may type it. */
async function answerBoth(people: { to?: string[]; cc: string[] } = { cc: ['Ann@Birds.example'] }) {
  const { outcome } = await service.handIn(plainMail({ from: `Bob <${BOB}>` }));
  const { body } = await service.call('POST', `/v1/tickets/${outcome.ticket_id}/replies`, {
    body: { text: 'To both of you', ...people },
  });
  return body.id as string;
}

/** Waits until the provider has refused the reply. Before that, the provider may have it. */
const refused = (messageId: string) => eventually(async () => (await deliveryOf(messageId)).reason);

beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({ env: { ...simulator.env, RETENTION_SECONDS: '1' } });
  await simulator.announceTo(service);
  await makeMailbox(service, { name: 'Support', address: 'support@desk.example' });
  await service.handIn(plainMail({ from: `Ann <${ANN}>` }));
  leftForBoth = await answerBoth();
  await eventually(async () => ((await deliveryOf(leftForBoth)).status === 'delivered' ? true : null));

  const bounced = (to: string[]) =>
    sentMailEvent('email.bounced', { to, data: bounce('Permanent', 'General') });
  bounceOfBoth = (await tell(service, bounced([`Ann <${ANN}>`, DAVE]))).id;
  bounceOfCarol = (await tell(service, bounced([`"${ANN_ELSEWHERE}" <${CAROL}>`]))).id;

  await simulator.fault(NOT_PERMITTED);
  waiting.hers = await parked(plainMail({ from: `Ann <${ANN}>` }));
  waiting.joanns = await parked(plainMail({ from: JOANN, subject: 'Of Joann' }));
  waiting.elsewhere = await parked(plainMail({ from: ANN_ELSEWHERE, subject: 'Of another Ann' }));
  waiting.bobs = await parked(plainMail({ from: BOB, subject: 'Of Bob', headers: [`Cc: Ann <${ANN}>`] }));
  replyToBob = await answerBoth();
  copyToBob = await answerBoth({ to: [ANN], cc: [BOB] });
  replyToAnn = await answerBoth({ to: [ANN], cc: [] });
  for (const id of [replyToBob, copyToBob, replyToAnn]) await refused(id);
  await erase(ANN);
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});

describe('when somebody is erased', () => {
  it('their parked mail is gone', async () => {
    expect(await service.get(`/v1/events/${waiting.hers}`)).toMatchObject({
      status: 'ignored',
      payload: null,
    });
    expect(await service.call('POST', `/v1/events/${waiting.hers}/replay`)).toMatchObject({ status: 410 });
  });

  it('a bounce that also names others is kept without the erased address, and suppresses none of the others', async () => {
    const { status, payload } = await service.get(`/v1/events/${bounceOfBoth}`);
    expect(status).toBe('processed');
    expect(payload.data.to).toEqual(['erased@erased.invalid', DAVE]);
    expect((await service.call('POST', `/v1/events/${bounceOfBoth}/replay`)).status).toBe(202);
    expect(await service.ended(bounceOfBoth)).toMatchObject({ status: 'processed' });
    const { body } = await service.call('POST', '/v1/suppressions/check', { body: { addresses: [DAVE] } });
    expect(body.data).toMatchObject([{ suppressed: false }]);
  });

  it('reports about others stay', async () => {
    const { payload, outcome } = await service.get(`/v1/events/${bounceOfCarol}`);
    expect(payload.data.to).toEqual([`"${ANN_ELSEWHERE}" <${CAROL}>`]);
    expect(outcome.suppressions).toEqual([CAROL]);
    const told = (await service.get(`/v1/deliveries?recipient=${BOB}`)).data;
    expect(told).toMatchObject([{ recipients: [{ address: BOB, status: 'delivered' }] }]);
  });

  it('a delivered reply stays delivered', async () => {
    expect(await service.get(`/v1/messages/${leftForBoth}`)).toMatchObject({
      cc: [],
      delivery: { status: 'delivered' },
    });
  });

  it('mail from others is still filed, even from a similar address or with a copy to the erased person', async () => {
    await simulator.control('DELETE', '/faults');
    for (const id of [waiting.joanns, waiting.elsewhere, waiting.bobs]) {
      expect((await service.call('POST', `/v1/events/${id}/replay`)).status).toBe(202);
      expect(await service.ended(id)).toMatchObject({
        status: 'processed',
        outcome: { kind: 'ticket_opened' },
      });
    }
  });

  it('a waiting reply to others is sent without the erased recipient', async () => {
    for (const id of [replyToBob, copyToBob]) {
      await eventually(async () => {
        await service.sql('UPDATE outbound_mails SET due_at = now() WHERE message_id = $1', [id]);
        return (await deliveryOf(id)).status === 'delivered' ? true : null;
      });
      const { email_id } = await service.get(`/v1/messages/${id}`);
      const { to, cc } = (await simulator.ask('GET', `/emails/${email_id}`)) as Record<
        string,
        string[] | null
      >;
      expect([...to!, ...(cc ?? [])]).toEqual([expect.stringContaining(BOB)]);
    }
    expect(await deliveryOf(replyToAnn)).toMatchObject({ status: 'failed', reason: 'recipient_erased' });
  });

  it('a reply that the provider may have taken is not reported as unsent', async () => {
    await service.handIn(plainMail({ from: `Eve <${EVE}>` }));
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: '/emails' });
    const id = await answerBoth({ cc: [EVE] });
    await eventually(async () => {
      const tried = 'SELECT FROM outbound_mails WHERE message_id = $1 AND open_attempts > 0';
      return (await service.sql(tried, [id])).length === 1 ? true : null;
    });
    await erase(EVE);
    expect(await deliveryOf(id)).toMatchObject({ status: 'unknown', reason: 'recipient_erased' });
  });
});
