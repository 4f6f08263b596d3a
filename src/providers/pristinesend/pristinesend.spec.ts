import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type SignedRequest, type Verdict } from '../provider.js';
import { pristinesend } from './pristinesend.js';

const TIMESTAMP = '1795168800';
const NOW = new Date(1_795_168_800_000);
const SVIX_SECRET = 'whsec_bWFpbC1pbnRha2UtZGVtby1rZXktQS0wMDAx';
const OWN_SECRET = 'a secret of PristineSend itself';
const EVENT_ID = 'evt_5f1e2d3c-9b8a-4c6d-8e7f-001122334455';

const OLDER = {
  type: 'email.bounced',
  data: {
    email_id: 're_Kx91mz',
    from: 'Shop <hello@shop.example>',
    to: ['gone@corp.example'],
    subject: 'Your receipt',
    created_at: '2026-11-20T10: 00: 00.000Z',
    bounce: { type: 'Permanent', subType: 'NoEmail', message: 'no such user' },
  },
};
const CURRENT = {
  id: EVENT_ID,
  type: 'email.delivered',
  created_at: '2026-11-20T10:00:02.000Z',
  data: { id: 'em_77', to: 'Kim <kim@corp.example>', subject: 'Your receipt', status: 'delivered' },
};

function verify(headers: SignedRequest['headers'], payload: unknown, secrets: string[]): Verdict {
  const request = { headers, body: Buffer.from(JSON.stringify(payload)) };
  return pristinesend.verify(request, secrets, { now: NOW, toleranceSeconds: 300 });
}

function ownHeaders(payload: unknown): Record<string, string> {
  const digest = createHmac('sha256', OWN_SECRET)
    .update(`${TIMESTAMP}.${JSON.stringify(payload)}`)
    .digest('hex');
  return { 'x-pristinesend-signature': `t=${TIMESTAMP},v1=${digest}`, 'x-pristinesend-event-id': EVENT_ID };
}

describe('PristineSend, older generation', () => {
  it('is verified as a Svix delivery', () => {
    const digest = createHmac('sha256', Buffer.from(SVIX_SECRET.slice(6), 'base64'))
      .update(`msg_1.${TIMESTAMP}.${JSON.stringify(OLDER)}`)
      .digest('base64');
    const headers = { 'svix-id': 'msg_1', 'svix-timestamp': TIMESTAMP, 'svix-signature': `v1,${digest}` };
    expect(verify(headers, OLDER, [SVIX_SECRET])).toEqual({ ok: true, deliveryId: 'msg_1', signedAt: NOW });
    expect(verify(headers, CURRENT, [SVIX_SECRET]).ok).toBe(false);
  });

  it("has no time for the event: the one in the data is the e-mail's", () => {
    expect(pristinesend.normalise(OLDER, 'msg_1')).toMatchObject({
      type: 'email.bounced',
      kind: 'bounced',
      deliveryId: 'msg_1',
      occurredAt: null,
      emailId: 're_Kx91mz',
      recipient: 'gone@corp.example',
      bounce: { type: 'Permanent', subType: 'NoEmail', message: 'no such user' },
    });
  });

  it("can be read as in the documentation's example, spaces in the time included", () => {
    const data = { ...OLDER.data, bounce: undefined };
    expect(pristinesend.normalise({ type: 'email.delivered', data }, 'msg_2')).toMatchObject({
      kind: 'delivered',
      deliveryId: 'msg_2',
      emailId: 're_Kx91mz',
      recipient: 'gone@corp.example',
      bounce: null,
    });
  });

  it.each([
    ['email.sent', 'sent'],
    ['email.delivered', 'delivered'],
    ['email.delivery_delayed', 'deferred'],
    ['email.complained', 'complained'],
    ['email.bounced', 'bounced'],
    ['email.clicked', 'clicked'],
    ['email.opened', 'opened'],
  ])('reads %s as %s', (type, kind) => {
    expect(pristinesend.normalise({ ...OLDER, type }, 'msg_1').kind).toBe(kind);
  });
});

describe('PristineSend, current generation', () => {
  const about = (type: string, data: unknown) => ({ ...CURRENT, type, data });

  it.each<[string, object, object]>([
    [
      'a bounce',
      about('email.bounced', { ...CURRENT.data, status: 'bounced', bounce: { type: 'Permanent' } }),
      { kind: 'bounced', bounce: { type: 'Permanent' }, recipient: 'kim@corp.example' },
    ],
    [
      'a bounce that says nothing more: it proves nothing',
      about('email.bounced', CURRENT.data),
      { kind: 'bounced', bounce: { type: 'Undetermined', subType: 'Undetermined' } },
    ],
    ['a complaint', about('email.complained', CURRENT.data), { kind: 'complained', emailId: 'em_77' }],
    [
      'a failure with its reason',
      about('email.failed', { ...CURRENT.data, failed: { reason: 'domain_paused' } }),
      { kind: 'failed', reason: 'domain_paused' },
    ],
    ['an opening', about('email.opened', CURRENT.data), { kind: 'opened' }],
    ['a click', about('email.clicked', CURRENT.data), { kind: 'clicked' }],
    [
      'two people in one string',
      about('email.complained', { ...CURRENT.data, to: 'kim@corp.example, lee@corp.example' }),
      { recipients: ['kim@corp.example', 'lee@corp.example'], recipient: null },
    ],
    ['a type that is new', about('email.queued', CURRENT.data), { kind: 'unknown', deliveryId: EVENT_ID }],
  ])('reads %s', (_title, payload, expected) => {
    expect(pristinesend.normalise(payload, null)).toMatchObject(expected);
  });

  it('is verified by its own signature', () => {
    expect(verify(ownHeaders(CURRENT), CURRENT, [OWN_SECRET])).toEqual({
      ok: true,
      deliveryId: EVENT_ID,
      signedAt: NOW,
    });
    expect(verify(ownHeaders(CURRENT), OLDER, [OWN_SECRET])).toMatchObject({
      ok: false,
      reason: 'signature_mismatch',
    });
  });

  it('does not fall back to Svix headers when its own signature is wrong', () => {
    const headers = {
      ...ownHeaders(OLDER),
      'svix-id': 'x',
      'svix-timestamp': TIMESTAMP,
      'svix-signature': 'v1,x',
    };
    expect(verify(headers, CURRENT, [OWN_SECRET])).toMatchObject({ ok: false, reason: 'signature_mismatch' });
  });

  it('prefers the signed id of the body to that of the header', () => {
    expect(pristinesend.normalise(CURRENT, 'evt_forged')).toMatchObject({
      kind: 'delivered',
      deliveryId: EVENT_ID,
      occurredAt: new Date(CURRENT.created_at),
      emailId: 'em_77',
      recipients: ['kim@corp.example'],
      recipient: 'kim@corp.example',
    });
  });

  it('may come without data', () => {
    expect(pristinesend.normalise({ ...CURRENT, data: null }, null)).toMatchObject({
      kind: 'delivered',
      deliveryId: EVENT_ID,
      emailId: null,
      recipients: [],
      recipient: null,
    });
  });
});

describe('a PristineSend secret', () => {
  it.each([
    [SVIX_SECRET, true],
    [OWN_SECRET, true],
    ['short', false],
    ['whsec_', false],
    ['', false],
  ])('%p is good: %p', (secret, isGood) => {
    expect(pristinesend.checkSecret(secret) === null).toBe(isGood);
  });
});
