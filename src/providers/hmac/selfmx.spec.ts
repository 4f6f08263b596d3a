import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { selfmx } from './selfmx.js';

const SECRET = 'a secret of our SelfMX server';
const BOUNCED = {
  id: 'evt_a81',
  type: 'bounced',
  created_at: '2026-11-20T10:00:05Z',
  data: {
    email_id: 'msg_f03',
    from: 'hello@shop.example',
    to: 'Gone@corp.example',
    bounce_type: 'hard',
    bounce_code: '550',
    bounce_message: 'User unknown',
  },
};

describe('SelfMX', () => {
  it('is verified over the raw body', () => {
    const body = Buffer.from(`${JSON.stringify(BOUNCED, null, 2)}\n`);
    const digest = createHmac('sha256', SECRET).update(body).digest('hex');
    const verify = (signature: string) =>
      selfmx.verify({ headers: { 'x-webhook-signature': signature }, body }, [SECRET], {
        now: new Date(),
        toleranceSeconds: 300,
      });
    expect(verify(`sha256=${digest}`)).toEqual({ ok: true, deliveryId: null, signedAt: null });
    expect(verify(digest)).toMatchObject({ ok: false, reason: 'signature_malformed' });
    expect(verify(`sha256=${digest.replace(/./, 'g')}`)).toMatchObject({
      ok: false,
      reason: 'signature_mismatch',
    });
  });

  it('is verified with the known vector, but not with the form that has a time', () => {
    const body = Buffer.from(
      '{"type":"email.bounced","created_at":"2026-11-20T10:00:00.000Z","data":{"email_id":"0b6f5a1e-7c1d-4a52-9e55-1f0c2a7d9b01"}}',
    );
    const verify = (signature: string) =>
      selfmx.verify({ headers: { 'x-webhook-signature': signature }, body }, ['demo-plain-secret'], {
        now: new Date(1_795_168_800_000),
        toleranceSeconds: 300,
      });
    expect(verify('sha256=acd550d85351c8777f97d58d6a7c97a5835dbfbb0ae4d4375135fdc4b8a29991').ok).toBe(true);
    expect(
      verify('t=1795168800,v1=9a109b0e39e2bdc16b104ea34e236eb76234315f7b483f1ef7c4600dac6fa933'),
    ).toMatchObject({ ok: false, reason: 'signature_malformed' });
  });

  it('reads a delivery without any part of a bounce', () => {
    const { from, to, email_id } = BOUNCED.data;
    const data = { email_id, from, to, subject: 'Hello', delivered_at: '2026-11-20T10:00:05Z' };
    expect(selfmx.normalise({ ...BOUNCED, type: 'delivered', data }, null)).toMatchObject({
      kind: 'delivered',
      emailId: 'msg_f03',
      recipient: 'gone@corp.example',
      bounce: null,
    });
  });

  it('is read completely', () => {
    expect(selfmx.normalise(BOUNCED, null)).toEqual({
      type: 'bounced',
      kind: 'bounced',
      deliveryId: 'evt_a81',
      occurredAt: new Date(BOUNCED.created_at),
      emailId: 'msg_f03',
      messageId: null,
      ownId: null,
      recipients: ['gone@corp.example'],
      recipient: 'gone@corp.example',
      bounce: { type: 'Permanent', subType: 'Undetermined', diagnosticCode: '550', message: 'User unknown' },
      suppression: null,
      received: null,
      reason: null,
    });
  });

  it.each([
    ['soft', 'Transient'],
    ['hard', 'Permanent'],
    ['odd', 'odd'],
    [7, 'Undetermined'],
  ])('calls a %p bounce %s', (bounceType, type) => {
    const data = { ...BOUNCED.data, bounce_type: bounceType };
    expect(selfmx.normalise({ ...BOUNCED, data }, null).bounce?.type).toBe(type);
  });

  it.each([
    ['queued', 'unknown'],
    ['sending', 'sent'],
    ['delivered', 'delivered'],
    ['complained', 'complained'],
    ['opened', 'opened'],
    ['clicked', 'clicked'],
    ['constructor', 'unknown'],
  ])('reads %s as %s', (type, kind) => {
    expect(selfmx.normalise({ ...BOUNCED, type }, null)).toMatchObject({ type, kind, bounce: null });
  });

  it.each([
    [null],
    [[]],
    ['bounced'],
    [{ type: 'bounced', data: 7 }],
    [{ type: 'bounced', data: { to: {} } }],
  ])('tolerates what is missing in %j', (payload) => {
    expect(selfmx.normalise(payload, null)).toMatchObject({ emailId: null, recipient: null });
  });
});
