import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bounceMail } from './support/bounce-mail.js';
import { bounce, post, sentMailEvent, tell } from './support/delivery-events.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

const START = Date.parse('2026-11-01T09:00:00.000Z');
const minute = (n: number) => new Date(START + n * 60_000);
const deliveries = async (query: string) => (await service.get(`/v1/deliveries?${query}`)).data;

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

/** What a mail, its recipient's entry and its history show, without what differs from mail to mail. */
async function stateOf(emailId: string, address: string): Promise<string> {
  const [delivery] = await deliveries(`email_id=${emailId}`);
  const { body: entry } = await service.call('GET', `/v1/suppressions/${address}`);
  return JSON.stringify({
    recipients: delivery.recipients.map(({ status, since, bounce_type }: Record<string, string>) => [
      status,
      since,
      bounce_type,
    ]),
    events: delivery.events.map(({ kind, occurred_at }: Record<string, string>) => [kind, occurred_at]),
    entry: [entry.reason, entry.created_at, entry.expires_at, entry.locked, entry.score],
    evidence: entry.evidence.map(({ kind, effect, occurred_at }: Record<string, string>) => [
      kind,
      effect,
      occurred_at,
    ]),
    life: entry.proof_of_life.map(({ kind, at }: Record<string, string>) => [kind, at]),
  });
}

describe('GET /v1/deliveries', () => {
  it('gives the same result for all 120 orders of five events', async () => {
    const events = [
      ['email.sent', 0, {}],
      ['email.delivery_delayed', 1, {}],
      ['email.delivered', 2, {}],
      ['email.bounced', 3, bounce('Permanent', 'General')],
      ['email.complained', 4, {}],
    ] as const;
    const orders = permutations([...events]);
    for (const [index, order] of orders.entries()) {
      for (const [type, at, data] of order) {
        const body = sentMailEvent(type, {
          email_id: `order-${index}`,
          to: [`order-${index}@x.example`],
          at: minute(at),
          data,
        });
        expect((await post(service, body)).status).toBe(200);
      }
    }
    await service.settled();
    const states = new Set<string>();
    for (const index of orders.keys())
      states.add(await stateOf(`order-${index}`, `order-${index}@x.example`));
    expect(orders).toHaveLength(120);
    expect([...states].map((state) => JSON.parse(state))).toMatchObject([
      {
        recipients: [['complained', minute(4).toISOString(), null]],
        entry: ['complaint', minute(3).toISOString(), null, true, 0],
        life: [['delivered', minute(2).toISOString()]],
      },
    ]);
  });

  it('finds a mail by its recipient however the address is spelled, newest first, page by page', async () => {
    for (const n of [1, 2, 3]) {
      const told = { email_id: `paged-${n}`, to: ['page@x.example', 'other@x.example'], at: minute(n) };
      await tell(service, sentMailEvent('email.sent', told));
    }
    const first = await service.get('/v1/deliveries?recipient=PAGE@x.example&limit=2');
    expect(first.data.map(({ email_id }: { email_id: string }) => email_id)).toEqual(['paged-3', 'paged-2']);
    const second = await service.get(
      `/v1/deliveries?recipient=page@x.example&limit=2&cursor=${first.next_cursor}`,
    );
    expect(second.data.map(({ email_id }: { email_id: string }) => email_id)).toEqual(['paged-1']);
    expect(second.next_cursor).toBeNull();
  });

  it('does not guess which of several recipients an event is about', async () => {
    const to = ['one@two.example', 'other@two.example'];
    await tell(service, sentMailEvent('email.sent', { email_id: 'two', to }));
    await tell(
      service,
      sentMailEvent('email.bounced', { email_id: 'two', to, data: bounce('Permanent', 'General') }),
    );
    const [delivery] = await deliveries('email_id=two');
    expect(delivery).toMatchObject({
      named_recipients: to,
      recipients: [{ address: null, status: 'bounced', bounce_type: 'Permanent' }],
    });
  });

  it('needs a filter for the mail', async () => {
    expect(await service.call('GET', '/v1/deliveries')).toMatchObject({
      status: 422,
      body: { detail: 'email_id: send email_id or recipient.' },
    });
    expect(await deliveries('email_id=unknown')).toEqual([]);
  });
});

/** An abuse report (RFC 5965) that hides the address. */
function abuseMail(originalMessageId: string): string {
  return [
    'From: Abuse Desk <abuse@isp.example>',
    'To: fbl@shop.example',
    'Subject: complaint about message from 192.0.2.1',
    'Date: Sat, 21 Nov 2026 09:00:00 +0000',
    `Message-ID: <fbl-${originalMessageId}>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'This is an email abuse report.',
    '',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: Feedback/1.0',
    'Version: 1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'From: hello@shop.example',
    'Subject: Your receipt',
    `Message-ID: <${originalMessageId}>`,
    '',
    '--b--',
    '',
  ].join('\r\n');
}

describe('a bounce that comes as mail', () => {
  const sent = (message_id: string, ...to: string[]) =>
    tell(
      service,
      sentMailEvent('email.sent', { email_id: `id-${message_id.split('@')[0]}`, message_id, to }),
    );
  const entry = (address: string) => service.call('GET', `/v1/suppressions/${address}`);
  const reportsOf = async (event: { outcome: { message_id: string } }) =>
    (await service.get(`/v1/messages/${event.outcome.message_id}`)).reports;

  it('counts when it matches a Message-ID and a recipient of a mail we sent', async () => {
    await sent('known-1@ses.example', 'dead@mail.example', 'alive@mail.example');
    const event = await service.handIn(
      bounceMail({ recipient: 'dead@mail.example', originalMessageId: 'known-1@ses.example' }),
    );
    expect(event.outcome.suppressions).toEqual(['dead@mail.example']);
    expect(await reportsOf(event)).toMatchObject([{ recipient: 'dead@mail.example', verified: true }]);
    expect((await entry('dead@mail.example')).body).toMatchObject({
      reason: 'bounce',
      evidence: [{ kind: 'dsn_hard', source: 'report', event_id: event.id, email_id: 'id-known-1' }],
    });
    expect((await entry('alive@mail.example')).status).toBe(404);
    const [delivery] = await deliveries('email_id=id-known-1');
    expect(delivery.recipients).toContainEqual(
      expect.objectContaining({ address: 'dead@mail.example', status: 'bounced' }),
    );
  });

  it.each([
    ['a Message-ID that we never sent', 'victim@mail.example', 'never-sent@ses.example'],
    ['a recipient to whom that mail never went', 'stranger@mail.example', 'known-2@ses.example'],
  ])('is kept and has no effect when it names %s', async (_what, recipient, originalMessageId) => {
    await sent('known-2@ses.example', 'someone@mail.example');
    const event = await service.handIn(bounceMail({ recipient, originalMessageId }));
    expect(event).toMatchObject({ status: 'processed', outcome: { suppressions: [] } });
    expect(await reportsOf(event)).toMatchObject([{ recipient, verified: false }]);
    expect((await entry(recipient)).status).toBe(404);
  });

  it("waits for the provider's event if it came first, and the message then shows it too", async () => {
    const mail = bounceMail({ recipient: 'slow@mail.example', originalMessageId: 'late@ses.example' });
    const event = await service.handIn(mail);
    expect((await entry('slow@mail.example')).status).toBe(404);
    await sent('late@ses.example', 'slow@mail.example');
    expect((await entry('slow@mail.example')).body.reason).toBe('bounce');
    expect(await reportsOf(event)).toMatchObject([{ verified: true }]);
  });

  it('is judged separately from another report with the same Message-ID', async () => {
    await sent('shared@ses.example', 'first@mail.example', 'second@mail.example');
    const claim = (recipient: string, originalMessageId = 'shared@ses.example') =>
      service.handIn(bounceMail({ recipient, originalMessageId, messageId: 'used@mx.remote.example' }));
    expect((await claim('first@mail.example')).outcome.suppressions).toEqual(['first@mail.example']);
    expect((await claim('second@mail.example')).outcome.suppressions).toEqual(['second@mail.example']);
    const untrue = await claim('third@mail.example');
    expect(await reportsOf(untrue)).toMatchObject([{ recipient: 'third@mail.example', verified: false }]);
    const elsewhere = await claim('first@mail.example', 'never-sent@ses.example');
    expect(await reportsOf(elsewhere)).toMatchObject([{ verified: false }]);
    const again = await claim('first@mail.example');
    expect(await reportsOf(again)).toMatchObject([{ verified: true }]);
    expect((await entry('first@mail.example')).body.evidence).toHaveLength(1);
  });

  it.each([
    ['a full mailbox', '5.2.2', '552 5.2.2 mailbox is full', 'dsn_soft'],
    ['a block list', '5.7.1', '554 5.7.1 your IP is blocked using a blacklist', 'infrastructure'],
  ])('about %s does not suppress', async (_what, status, said, kind) => {
    const recipient = `${kind}@mail.example`;
    await sent(`${kind}@ses.example`, recipient);
    await service.handIn(bounceMail({ recipient, originalMessageId: `${kind}@ses.example`, status, said }));
    expect((await entry(recipient)).status).toBe(404);
    const { evidence } = await service.get(`/v1/suppressions/${recipient}/evidence`);
    expect(evidence).toMatchObject([{ kind, source: 'report' }]);
  });

  it('counts as a complaint if it is an abuse report on a mail to one recipient', async () => {
    await sent('abused@ses.example', 'angry@mail.example');
    const event = await service.handIn(abuseMail('abused@ses.example'));
    expect(event.outcome.suppressions).toEqual(['angry@mail.example']);
    expect((await entry('angry@mail.example')).body).toMatchObject({
      reason: 'complaint',
      evidence: [{ kind: 'arf_complaint' }],
    });
  });
});
