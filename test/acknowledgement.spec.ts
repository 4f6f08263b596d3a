import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bounce, post, sentMailEvent } from './support/delivery-events.js';
import { eventually } from './support/eventually.js';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass';

let simulator: Simulator;
/** A trial of an hour uses ten times as many; a thousand show the same in a minute. */
const FORGED = Number(process.env.FORGED_MAILS ?? 1_000);

let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({ env: { ...simulator.env, TRUSTED_AUTHSERV_IDS: 'mx.desk.example' } });
  await makeMailbox(service, { name: 'Silent', address: 'silent@desk.example' });
  await makeMailbox(service, { name: 'Desk', address: 'desk@desk.example', acknowledges: true });
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});

let serial = 0;
const somebody = () => `person-${(serial += 1)}@customer.example`;

async function arrive(mail: Parameters<typeof plainMail>[0] = {}, envelope: Record<string, string> = {}) {
  const event = await service.handIn(
    plainMail({ to: 'desk@desk.example', from: somebody(), headers: [PASS], ...mail }),
    envelope,
  );
  const { data } = await service.get(`/v1/tickets/${event.outcome.ticket_id}/events`);
  const last = data.at(-1);
  return { ticketId: event.outcome.ticket_id, kind: last.kind, reason: last.data.reason };
}

const written = () => service.count('outbound_mails');

interface Sent {
  request: { to: string[]; subject: string; text: string; headers: Record<string, string> };
}

async function sentTo(address: string): Promise<Sent[]> {
  const { data } = (await simulator.control('GET', '/sent')) as { data: Sent[] };
  return data.filter(({ request }) => request.to.includes(address));
}

describe('an acknowledgement', () => {
  it('is off unless a mailbox wants it', async () => {
    const before = await written();
    await arrive({ to: 'silent@desk.example' });
    await arrive({ to: 'nobody@elsewhere.example' });
    expect(await written()).toBe(before);
  });

  it('goes to a proven person once, says that it is automatic, and repeats none of their words', async () => {
    const from = somebody();
    const first = await arrive({
      from,
      subject: 'http://evil.example',
      body: 'Click http://evil.example',
      messageId: 'ack@customer.example',
    });
    expect(first.kind).toBe('acknowledged');
    const [mail] = await eventually(async () => {
      const mails = await sentTo(from);
      return mails.length > 0 ? mails : null;
    });
    expect(mail!.request.headers).toMatchObject({
      'Auto-Submitted': 'auto-replied',
      'In-Reply-To': '<ack@customer.example>',
    });
    expect(JSON.stringify(mail!.request)).not.toContain('evil.example');
    const before = await written();
    await arrive({ from, headers: [PASS, 'In-Reply-To: <ack@customer.example>'] });
    expect(await written()).toBe(before);
  });

  it.each([
    ['LOOP-01: an automatic answer', { headers: [PASS, 'Auto-Submitted: auto-generated'] }, 'automatic_mail'],
    [
      'an automatic mail whose mark begins with a comment',
      { headers: [PASS, 'Auto-Submitted: (by cron) auto-generated'] },
      'automatic_mail',
    ],
    ['the owner of a list', { from: 'owner-news@customer.example' }, 'sender_serves_list'],
    ['the program of a list', { from: 'News-Request@customer.example' }, 'sender_serves_list'],
    ['LOOP-02: bulk mail', { headers: [PASS, 'Precedence: bulk'] }, 'automatic_mail'],
    ['LOOP-03: a mailing list', { headers: [PASS, 'List-Id: <news.customer.example>'] }, 'automatic_mail'],
    ['who asks for none', { headers: [PASS, 'X-Auto-Response-Suppress: All'] }, 'sender_asks_for_none'],
    ['LOOP-04: our own address', { from: 'silent@desk.example' }, 'sender_is_ours'],
    ['who is not proven', { headers: [] }, 'sender_unproven'],
    [
      'who is disproven',
      { headers: ['Authentication-Results: mx.desk.example; dmarc=fail'] },
      'sender_unproven',
    ],
    ['who names two senders', { from: 'a@customer.example, b@customer.example' }, 'sender_unidentified'],
  ])('never answers %s, and the ticket says why', async (_what, mail, reason) => {
    const before = await written();
    expect(await arrive(mail)).toMatchObject({ kind: 'acknowledgement_withheld', reason });
    expect(await written()).toBe(before);
  });

  it('never answers a mail with an empty envelope sender', async () => {
    const before = await written();
    expect(await arrive({}, { 'x-envelope-from': '<>' })).toMatchObject({
      kind: 'acknowledgement_withheld',
      reason: 'null_reverse_path',
    });
    expect(await written()).toBe(before);
    expect((await arrive({}, { 'x-envelope-from': '<ann@customer.example>' })).kind).toBe('acknowledged');
  });

  it('never answers a suppressed or blocked sender', async () => {
    const suppressed = somebody();
    await service.call('POST', '/v1/suppressions', { body: { address: suppressed } });
    expect(await arrive({ from: suppressed })).toMatchObject({ reason: 'sender_suppressed' });
    const blocked = somebody();
    await arrive({ from: blocked });
    const { data } = await service.get(`/v1/contacts?address=${blocked}`);
    await service.call('PATCH', `/v1/contacts/${data[0].id}`, { body: { blocked: true } });
    expect(await arrive({ from: blocked })).toMatchObject({ reason: 'sender_blocked' });
  });

  it('never answers a mail sent more than a day ago, such as one from an archive', async () => {
    const before = await written();
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    expect(await arrive({ sentAt: hoursAgo(25) })).toMatchObject({
      kind: 'acknowledgement_withheld',
      reason: 'too_old',
    });
    expect(await written()).toBe(before);
    expect((await arrive({ sentAt: hoursAgo(23) })).kind).toBe('acknowledged');
    // an implausible date says nothing about the age
    expect((await arrive({ sentAt: new Date(0) })).kind).toBe('acknowledged');
  });

  it('is withheld if another address of the same person complained, but not if it bounced', async () => {
    const [old, from] = [somebody(), somebody()];
    await arrive({ from });
    const { data } = await service.get(`/v1/contacts?address=${from}`);
    await service.call('POST', `/v1/contacts/${data[0].id}/addresses`, { body: { address: old } });
    const tell = async (type: string, detail: Record<string, unknown>) =>
      post(service, sentMailEvent(type, { email_id: `to-${old}`, to: [old], data: detail }));
    await tell('email.bounced', bounce('Permanent', 'General'));
    await service.settled();
    expect(await service.get(`/v1/suppressions/${old}`)).toMatchObject({ reason: 'bounce' });
    expect((await arrive({ from })).kind).toBe('acknowledged');
    await tell('email.complained', {});
    await service.settled();
    expect(await arrive({ from })).toMatchObject({ reason: 'sender_suppressed' });
  });

  it('is capped per address, even if its mails come all at once', async () => {
    const from = somebody();
    const tickets = await Promise.all(Array.from({ length: 8 }, () => arrive({ from })));
    expect(tickets.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(3);
    expect(tickets.filter(({ reason }) => reason === 'address_cap_reached')).toHaveLength(5);
  });

  it('is given up when the provider has refused it for a day', async () => {
    await simulator.fault({ kind: 'rate_limited', count: null, path: '/emails' });
    const { ticketId, kind } = await arrive();
    expect(kind).toBe('acknowledged');
    const { data } = await service.get(`/v1/tickets/${ticketId}/messages`);
    const deliveryIs = (reason: string) =>
      eventually(async () => {
        const { delivery } = await service.get(`/v1/messages/${data.at(-1).id}`);
        return delivery.reason === reason ? delivery : null;
      });
    await deliveryIs('provider_rate_limited');
    const age = (by: string) =>
      service.sql('UPDATE outbound_mails SET created_at = created_at - $2::interval WHERE message_id = $1', [
        data.at(-1).id,
        by,
      ]);
    await age('1 day');
    expect(await deliveryIs('gave_up')).toMatchObject({ status: 'failed' });
    await age('-1 day'); // so that the hourly cap counts it
    await simulator.control('DELETE', '/faults');
  });

  it('is not answered in turn: two desks stop after one round', async () => {
    const [receipt] = await sentTo(
      (
        await service.sql<{ to: string }>(
          'SELECT recipients[1] AS "to" FROM outbound_mails WHERE state <> \'failed\' LIMIT 1',
        )
      )[0]!.to,
    );
    const headers = Object.entries(receipt!.request.headers).map(([name, value]) => `${name}: ${value}`);
    const before = await written();
    const { subject, text } = receipt!.request;
    const event = await service.handIn(
      plainMail({
        to: 'desk@desk.example',
        from: 'support@other.example',
        subject,
        body: text,
        headers: [PASS, ...headers],
      }),
    );
    expect(event).toMatchObject({ classification: { kind: 'auto_reply' } });
    expect(await written()).toBe(before);
  });

  it(
    `goes to none of ${FORGED} forged senders, and to no more of 130 proven ones than the cap allows`,
    async () => {
      const before = await written();
      const forged = Array.from({ length: FORGED }, () =>
        plainMail({ to: 'desk@desk.example', from: somebody() }),
      );
      const proven = Array.from({ length: 130 }, () =>
        plainMail({ to: 'desk@desk.example', from: somebody(), headers: [PASS] }),
      );
      const headers = { 'content-type': 'message/rfc822' };
      const mails = [...forged, ...proven];
      while (mails.length > 0) {
        const some = mails.splice(0, 20);
        await Promise.all(some.map((raw) => service.call('POST', '/v1/inbound', { raw, headers })));
        await service.settled();
      }
      const [{ n }] = (await service.sql<{ n: string }>(
        "SELECT count(*) AS n FROM outbound_mails WHERE kind = 'acknowledgement'",
      )) as [{ n: string }];
      expect(Number(n)).toBe(100);
      expect((await written()) - before).toBeLessThanOrEqual(100);
    },
    180_000 + FORGED * 100,
  );
});
