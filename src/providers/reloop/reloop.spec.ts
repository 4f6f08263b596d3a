import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type SignedRequest, type Verdict } from '../provider.js';
import { reloop } from './reloop.js';

const TIMESTAMP = '1795168800';
const NOW = new Date(1_795_168_800_000);
const SECRET = 'a secret that Reloop gave out';
const SVIX_SECRET = 'whsec_bWFpbC1pbnRha2UtZGVtby1rZXktQS0wMDAx';

const DATA = {
  email_id: 'em_40117',
  from: 'Shop <hello@shop.example>',
  to: ['gone@corp.example'],
  subject: 'Your receipt',
  bounce: { message: 'no such user', subType: 'General', type: 'Permanent' },
};
const DOCUMENTED = { type: 'email.bounced', created_at: '2026-11-20T09:59:58.126Z', data: DATA };
const FROM_CODE = { id: 'evt_81', event: 'email.bounced', payload: DATA, timestamp: 1_795_168_798 };

function sign(content: string): string {
  return createHmac('sha256', SECRET).update(content).digest('hex');
}

function verify(
  headers: SignedRequest['headers'],
  payload: unknown = DOCUMENTED,
  secrets = [SECRET],
): Verdict {
  const request = { headers, body: Buffer.from(JSON.stringify(payload)) };
  return reloop.verify(request, secrets, { now: NOW, toleranceSeconds: 300 });
}

describe('a signature of Reloop', () => {
  const body = JSON.stringify(DOCUMENTED);
  const svixDigest = createHmac('sha256', Buffer.from(SVIX_SECRET.slice(6), 'base64'))
    .update(`msg_1.${TIMESTAMP}.${body}`)
    .digest('base64');

  it.each<[string, Record<string, string>, string | null, Date | null]>([
    ['over the body', { 'x-webhook-signature': `sha256=${sign(body)}` }, null, null],
    [
      'over the body, with an id',
      { 'x-webhook-signature': `sha256=${sign(body)}`, 'svix-id': 'msg_9' },
      'msg_9',
      null,
    ],
    [
      'with its time in a header',
      {
        'x-reloop-signature': sign(`${TIMESTAMP}.${body}`),
        'x-reloop-timestamp': TIMESTAMP,
        'reloop-id': 'rl_1',
      },
      'rl_1',
      NOW,
    ],
    [
      'with its time in the signature',
      { 'x-webhook-signature': `t=${TIMESTAMP},v1=${sign(`${TIMESTAMP}.${body}`)}` },
      null,
      NOW,
    ],
    [
      'with its time in a header, in milliseconds',
      {
        'x-reloop-signature': sign(`${TIMESTAMP}000.${body}`),
        'x-reloop-timestamp': `${TIMESTAMP}000`,
        'reloop-id': 'rl_2',
      },
      'rl_2',
      NOW,
    ],
    [
      'twice, while a secret is rotated',
      { 'x-webhook-signature': `t=${TIMESTAMP},v1=${'0'.repeat(64)},v1=${sign(`${TIMESTAMP}.${body}`)}` },
      null,
      NOW,
    ],
    [
      'by Svix',
      { 'svix-id': 'msg_1', 'svix-timestamp': TIMESTAMP, 'svix-signature': `v1,${svixDigest}` },
      'msg_1',
      NOW,
    ],
  ])('%s is accepted', (_title, headers, deliveryId, signedAt) => {
    expect(verify(headers, DOCUMENTED, [SECRET, SVIX_SECRET])).toEqual({ ok: true, deliveryId, signedAt });
  });

  it.each<[string, SignedRequest['headers'], string]>([
    ['none', {}, 'header_missing'],
    [
      'the unpublished form',
      { 'reloop-signature': 'x', 'reloop-timestamp': TIMESTAMP, 'reloop-id': 'rl_1' },
      'signature_scheme_unknown',
    ],
    ['another body’s', { 'x-webhook-signature': `sha256=${sign('{}')}` }, 'signature_mismatch'],
    ['a time header missing', { 'x-reloop-signature': sign(`${TIMESTAMP}.${body}`) }, 'header_missing'],
    [
      'an old time in a header',
      { 'x-reloop-signature': sign(`1795168000.${body}`), 'x-reloop-timestamp': '1795168000' },
      'timestamp_too_old',
    ],
    [
      'an old time in the signature',
      { 'x-webhook-signature': `t=1795168000,v1=${sign(`1795168000.${body}`)}` },
      'timestamp_too_old',
    ],
    ['two headers', { 'x-webhook-signature': ['t=1', 't=2'] }, 'header_repeated'],
  ])('is refused: %s', (_title, headers, reason) => {
    expect(verify(headers)).toMatchObject({ ok: false, reason });
  });
});

describe('an event of Reloop', () => {
  const OUTCOME = {
    type: 'email.bounced',
    kind: 'bounced',
    emailId: 'em_40117',
    recipient: 'gone@corp.example',
    bounce: { type: 'Permanent', subType: 'General', diagnosticCode: null, message: 'no such user' },
  };

  it("is read from the documented envelope, with the header's id", () => {
    expect(reloop.normalise(DOCUMENTED, 'rl_1')).toMatchObject({
      ...OUTCOME,
      deliveryId: 'rl_1',
      occurredAt: new Date(DOCUMENTED.created_at),
    });
  });

  it.each([
    [1_795_168_798, '2026-11-20T09:59:58.000Z'],
    [1_795_168_798_126, '2026-11-20T09:59:58.126Z'],
    ['2026-11-20T09:59:58.126Z', '2026-11-20T09:59:58.126Z'],
  ])("is read from the envelope that its code sends, at %p, with the body's id", (timestamp, occurredAt) => {
    expect(reloop.normalise({ ...FROM_CODE, timestamp }, 'rl_forged')).toMatchObject({
      ...OUTCOME,
      deliveryId: 'evt_81',
      occurredAt: new Date(occurredAt),
    });
  });

  it.each([
    ['email.sent', 'sent'],
    ['email.delivered', 'delivered'],
    ['email.delivery_delayed', 'deferred'],
    ['email.complained', 'complained'],
    ['email.opened', 'opened'],
    ['email.clicked', 'clicked'],
    ['email.failed', 'failed'],
    ['domain.verified', 'unknown'],
  ])('of type %s is %s in both envelopes', (type, kind) => {
    for (const payload of [
      { ...DOCUMENTED, type },
      { ...FROM_CODE, event: type },
    ]) {
      expect(reloop.normalise(payload, 'rl_1')).toMatchObject({ type, kind, recipient: OUTCOME.recipient });
    }
  });

  it('for an address that was already suppressed is not a new bounce', () => {
    const data = { ...DATA, bounce: { ...DATA.bounce, subType: 'Suppressed' } };
    expect(reloop.normalise({ ...DOCUMENTED, data }, 'rl_1')).toMatchObject({
      kind: 'suppressed',
      bounce: null,
    });
  });

  it("without an envelope does not use the e-mail's id as its own", () => {
    const first = reloop.normalise({ id: 'em_40117', status: 'sent' }, null);
    const second = reloop.normalise({ id: 'em_40117', status: 'bounced' }, null);
    expect(first).toMatchObject({ type: 'unknown', kind: 'unknown' });
    expect(first.deliveryId).not.toBe(second.deliveryId);
  });
});
