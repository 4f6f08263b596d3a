import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bounce, listEvent, post, sentMailEvent, tell } from './support/delivery-events.js';
import { Service, WEBHOOK_SECRET } from './support/service.js';
import { signed } from './support/sign.js';

const SECOND_SECRET = 'whsec_ZW5kLXRvLWVuZC10ZXN0LXNlY3JldC0wMDAy';
const OTHER_SECRET = 'whsec_bm90LWEtc2VjcmV0LW9mLXRoaXMtc2VydmljZS0x';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ env: { RESEND_WEBHOOK_SECRET: `${WEBHOOK_SECRET},${SECOND_SECRET}` } });
});
afterAll(() => service?.stop());

const hardBounce = (address: string) =>
  sentMailEvent('email.bounced', { to: [address], data: bounce('Permanent', 'General') });
const entry = (address: string) => service.call('GET', `/v1/suppressions/${address}`);
const isListed = async (address: string) => (await entry(address)).status === 200;

describe('a bounce', () => {
  it('that is permanent puts its one recipient on the list, and one GET explains why', async () => {
    const body = sentMailEvent('email.bounced', {
      email_id: 'mail-explained',
      to: ['gone@corp.example'],
      data: bounce('Permanent', 'NoEmail', 'smtp; 550 5.1.1 <gone@corp.example>: no such user'),
    });
    const event = await tell(service, body);
    expect(event.outcome).toMatchObject({
      kind: 'suppression_changed',
      suppressions: ['gone@corp.example'],
      reason: 'permanent_bounce',
    });
    expect((await entry('gone@corp.example')).body).toMatchObject({
      address: 'gone@corp.example',
      scope: 'all',
      reason: 'bounce',
      locked: false,
      expires_at: null,
      policy_version: 1,
      origin: { source: 'resend', event_id: event.id, email_id: 'mail-explained', bounce_subtype: 'NoEmail' },
      evidence: [
        {
          kind: 'permanent_bounce',
          effect: 'suppresses',
          event_id: event.id,
          policy_version: 1,
          diagnostic_code: 'smtp; 550 5.1.1 <gone@corp.example>: no such user',
        },
      ],
    });
  });

  it.each([
    ['of several', ['a@two.example', 'b@two.example'], bounce('Permanent', 'General'), 'ambiguous'],
    ['Transient', ['soft@one.example'], bounce('Transient', 'MailboxFull'), 'transient_bounce'],
    ['Undetermined', ['unsure@one.example'], bounce('Undetermined', 'Undetermined'), 'undetermined_bounce'],
    ['content', ['content@one.example'], bounce('Permanent', 'ContentRejected'), 'content_refusal'],
    ['size', ['size@one.example'], bounce('Transient', 'MessageTooLarge'), 'content_refusal'],
    ['attachment', ['file@one.example'], bounce('Transient', 'AttachmentRejected'), 'content_refusal'],
    [
      'policy',
      ['policy@one.example'],
      bounce('Permanent', 'General', 'smtp; 550 5.7.1 rejected due to security policy'),
      'content_refusal',
    ],
    [
      'a block list',
      ['blocked@one.example'],
      bounce(
        'Permanent',
        'General',
        'smtp; 554 5.7.1 Service unavailable; client host blocked using Spamhaus',
      ),
      'infrastructure',
    ],
    [
      'authentication',
      ['dmarc@one.example'],
      bounce('Permanent', 'General', 'smtp; 550 5.7.26 unauthenticated mail: SPF and DKIM failed'),
      'infrastructure',
    ],
  ])('(%s) suppresses nobody', async (_what, to, data, reason) => {
    const event = await tell(service, sentMailEvent('email.bounced', { to, data }));
    expect(event).toMatchObject({
      status: 'processed',
      outcome: { kind: 'no_change', suppressions: [], reason },
    });
    for (const address of to) expect(await isListed(address)).toBe(false);
  });

  it('caused by our infrastructure is kept apart and reported by domain', async () => {
    const data = bounce('Permanent', 'General', 'smtp; 550 5.7.1 your IP is on our block list');
    for (const address of ['x@reported.example', 'y@reported.example'])
      await tell(service, sentMailEvent('email.bounced', { to: [address], data }));
    const report = await service.get('/v1/suppressions/infrastructure');
    expect(report.data).toContainEqual(
      expect.objectContaining({ domain: 'reported.example', bounces: 2, addresses: 2 }),
    );
    expect(await service.get('/v1/suppressions/x@reported.example/evidence')).toMatchObject({
      suppressed: false,
      evidence: [{ kind: 'infrastructure', effect: 'recorded' }],
    });
  });

  it('that is soft suppresses at the fifth mail in a few days, for a month', async () => {
    const data = bounce('Transient', 'MailboxFull');
    const day = (n: number) => new Date(Date.now() - n * 86_400_000);
    for (const n of [4, 3, 2, 1])
      await tell(service, sentMailEvent('email.bounced', { to: ['full@x.example'], at: day(n), data }));
    expect(await isListed('full@x.example')).toBe(false);
    await tell(service, sentMailEvent('email.bounced', { to: ['full@x.example'], at: day(0), data }));
    const { body } = await entry('full@x.example');
    expect(body).toMatchObject({ reason: 'bounce', origin: { bounce_subtype: 'MailboxFull' } });
    const days = (Date.parse(body.expires_at) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    expect(body.evidence.map(({ effect }: { effect: string }) => effect)).toEqual([
      ...Array(4).fill('scores'),
      'suppresses',
    ]);
  });
});

describe('a forged or stale report', () => {
  it.each([
    ['by a wrong secret', (body: string) => signed(body, { secret: OTHER_SECRET })],
    ['over another body', () => signed(hardBounce('other@forged.example'))],
    ['replayed after six minutes', (body: string) => signed(body, { at: new Date(Date.now() - 360_000) })],
    ['by nobody', () => ({ 'content-type': 'application/json' })],
  ])('%s is refused and leaves no row', async (_what, headers) => {
    const before = await service.count('inbox_events');
    const body = hardBounce('victim@forged.example');
    const answer = await service.call('POST', '/webhooks/resend', {
      raw: body,
      headers: headers(body),
      key: null,
    });
    expect(answer.status).toBe(401);
    expect(await service.count('inbox_events')).toBe(before);
    expect((await service.call('GET', '/v1/suppressions/victim@forged.example/evidence')).status).toBe(404);
  });

  it('is never one that is signed with either secret of a rotation', async () => {
    for (const [address, secret] of [
      ['old@rotation.example', WEBHOOK_SECRET],
      ['new@rotation.example', SECOND_SECRET],
    ] as const) {
      const body = hardBounce(address);
      const answer = await service.call('POST', '/webhooks/resend', {
        raw: body,
        headers: signed(body, { secret }),
        key: null,
      });
      await service.ended(answer.body.event_id);
      expect(await isListed(address)).toBe(true);
    }
  });
});

describe('an ambiguous report', () => {
  const to = ['one@amb.example', 'two@amb.example', 'three@amb.example'];
  const reports = async (emailId: string) =>
    (await service.get('/v1/suppressions/ambiguous?limit=100')).data.filter(
      ({ email_id }: { email_id: string }) => email_id === emailId,
    );

  it.each([
    ['after', false],
    ['before', true],
  ])('is settled if the provider names the address %s it', async (_when, namedFirst) => {
    const email_id = `mail-ambiguous-${String(namedFirst)}`;
    const address = namedFirst ? to[1]! : to[2]!;
    const bounced = sentMailEvent('email.bounced', { email_id, to, data: bounce('Permanent', 'General') });
    const named = listEvent('suppression.added', address, { sourceId: email_id });
    for (const body of namedFirst ? [named, bounced] : [bounced, named]) {
      const event = await tell(service, body);
      if (body !== bounced) continue;
      expect(event.outcome).toMatchObject({ kind: 'no_change', reason: 'ambiguous' });
    }
    expect(await reports(email_id)).toMatchObject([
      { state: 'settled', settled_address: address, recipients: [...to] },
    ]);
    const { body } = await entry(address);
    expect(body).toMatchObject({
      reason: 'bounce',
      settled_reports: [{ email_id, bounce_type: 'Permanent' }],
    });
    expect(await isListed(to[0]!)).toBe(false);
  });

  it('stays open and visible while nobody is named', async () => {
    await tell(service, sentMailEvent('email.complained', { email_id: 'mail-open', to }));
    expect(await reports('mail-open')).toMatchObject([
      { status: 'open', state: 'open', kind: 'complaint', settled_address: null },
    ]);
  });

  it.each(['status', 'state'])('is found by its %s', async (name) => {
    await tell(service, sentMailEvent('email.complained', { email_id: `mail-${name}`, to }));
    const found = async (value: string) => {
      const { data } = await service.get(`/v1/suppressions/ambiguous?limit=100&${name}=${value}`);
      return data.filter(({ email_id }: { email_id: string }) => email_id === `mail-${name}`).length;
    };
    expect([await found('open'), await found('settled')]).toEqual([1, 0]);
  });
});

describe('the list', () => {
  it('knows an address in every spelling, keeps plus-tags apart, and answers for mailboxes and streams', async () => {
    const add = (body: object) => service.call('POST', '/v1/suppressions', { body });
    expect((await add({ address: ' Ann.Lee@BÜCHER.example ', note: 'asked by phone' })).status).toBe(201);
    await add({ address: 'ann+shop@x.example' });
    await add({ address: 'reader@x.example', scope: 'stream:news', kind: 'unsubscribe' });
    const check = async (scope: string | undefined, ...addresses: string[]) => {
      const answer = await service.call('POST', '/v1/suppressions/check', { body: { addresses, scope } });
      return answer.body.data.map(({ suppressed }: { suppressed: boolean }) => suppressed);
    };
    expect(
      await check(undefined, 'ann.lee@xn--bcher-kva.example', 'ANN+SHOP@x.example', 'ann@x.example'),
    ).toEqual([true, true, false]);
    expect(await check(undefined, 'reader@x.example')).toEqual([false]);
    expect(await check('stream:news', 'reader@x.example', 'ann+shop@x.example')).toEqual([true, true]);
    expect(await check('mailbox:support', 'reader@x.example')).toEqual([false]);
    expect((await add({ address: 'a@x.example', scope: 'news' })).status).toBe(422);
  });

  it.each([
    ['none', [], 'should not be empty'],
    ['too many', Array.from({ length: 1_001 }, () => 'a@example.com'), 'no more than 1000 elements'],
    ['what is no text', ['a@example.com', 1], 'must be text of at most 1000 characters'],
    ['text without end', ['a'.repeat(1_001)], 'must be text of at most 1000 characters'],
    ['no list', 'a@example.com', 'must be an array'],
  ])('cannot be checked for %s', async (_what, addresses, detail) => {
    const { status, body } = await service.call('POST', '/v1/suppressions/check', { body: { addresses } });
    expect(status).toBe(422);
    expect(JSON.stringify(body.errors)).toContain(detail);
  });

  it('holds several pieces of evidence, and the strongest decides', async () => {
    await tell(service, hardBounce('many@x.example'));
    await tell(service, sentMailEvent('email.complained', { to: ['many@x.example'] }));
    const { body } = await entry('many@x.example');
    expect(body).toMatchObject({ reason: 'complaint', locked: true });
    expect(body.evidence.map(({ kind }: { kind: string }) => kind)).toEqual([
      'permanent_bounce',
      'complaint',
    ]);
  });

  it('releases a complaint only with a confirmation, and remembers who, why and when', async () => {
    await tell(service, sentMailEvent('email.complained', { to: ['spam@x.example'] }));
    const path = '/v1/suppressions/spam@x.example';
    expect((await service.call('DELETE', path)).body.type).toBe('/problems/complaint-locked');
    const confirmed = await service.call('DELETE', `${path}?confirm=complaint&note=signed%20up%20again`);
    expect(confirmed.status).toBe(204);
    expect(await isListed('spam@x.example')).toBe(false);
    const { data } = await service.get(`${path}/history`);
    expect(data).toMatchObject([
      { action: 'suppressed', reason: 'complaint', actor: 'resend' },
      { action: 'released', reason: 'complaint', note: 'signed up again' },
    ]);
    await tell(service, hardBounce('spam@x.example'));
    expect((await entry('spam@x.example')).body.reason).toBe('bounce');
  });

  it.each([
    ['all', "o'neil+tag%1@x.example"],
    ['stream:news', 'news@x.example'],
  ])('shows a new entry in scope %s where Location says', async (scope, address) => {
    const made = await service.call('POST', '/v1/suppressions', { body: { address, scope } });
    const read = await service.get(made.headers.get('location')!);
    expect(read).toMatchObject({ address, scope });
    expect(read).toEqual(made.body);
  });

  it('shows the history in pages, oldest first', async () => {
    const path = '/v1/suppressions/often@x.example';
    for (let n = 0; n < 2; n++) {
      await service.call('POST', '/v1/suppressions', { body: { address: 'often@x.example' } });
      await service.call('DELETE', path);
    }
    const first = await service.get(`${path}/history?limit=3`);
    const rest = await service.get(`${path}/history?limit=3&cursor=${first.next_cursor}`);
    const actions = [...first.data, ...rest.data].map(({ action }: { action: string }) => action);
    expect(actions).toEqual(['suppressed', 'released', 'suppressed', 'released']);
    expect([first.has_more, rest.has_more]).toEqual([true, false]);
  });

  it('counts the same event once, however often it is delivered or replayed', async () => {
    const body = hardBounce('again@x.example');
    const first = await post(service, body, 'msg_again_suppressed');
    await post(service, body, 'msg_again_suppressed');
    await service.ended(first.body.event_id);
    await service.call('POST', `/v1/events/${first.body.event_id}/replay`);
    await service.ended(first.body.event_id);
    expect((await entry('again@x.example')).body.evidence).toHaveLength(1);
    expect((await service.get('/v1/suppressions/again@x.example/history')).data).toHaveLength(1);
  });

  it.each(['scope', 'kind', 'expires_at', 'note'])('refuses null as %s', async (member) => {
    const body = { address: 'null@x.example', [member]: null };
    const answer = await service.call('POST', '/v1/suppressions', { body });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, `#/${member}`]);
  });

  it('refuses an expiry time in the past', async () => {
    const answer = await service.call('POST', '/v1/suppressions', {
      body: { address: 'late@x.example', expires_at: '2020-01-01T00:00:00Z' },
    });
    expect(answer.status).toBe(422);
  });
});
