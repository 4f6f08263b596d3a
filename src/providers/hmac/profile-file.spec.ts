import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { InvalidProfiles, parseProfiles } from './profile-file.js';

const PARCEL = {
  id: 'parcel-post',
  title: 'Parcel Post',
  scheme: {
    signatureHeader: 'X-Parcel-Signature',
    encoding: 'base64',
    signed: 'id.ts.body',
    timestamp: { in: 'header', header: 'X-Parcel-Time', unit: 'milliseconds' },
    idHeaders: ['X-Parcel-Id'],
    toleranceSeconds: 60,
  },
  paths: {
    type: 'event.name',
    occurredAt: 'event.at',
    recipients: 'mail.rcpt',
    emailId: 'mail.id',
    reason: 'why',
    messageId: 'mail.mid',
  },
  kinds: { refused: 'failed', arrived: 'delivered' },
};

function problemsOf(value: unknown): readonly string[] {
  try {
    parseProfiles(typeof value === 'string' ? value : JSON.stringify(value));
  } catch (error) {
    if (error instanceof InvalidProfiles) return error.problems;
    throw error;
  }
  return [];
}

describe('a profile file', () => {
  it('defines a provider for each profile in it', () => {
    const [parcel, ...others] = parseProfiles(
      JSON.stringify([PARCEL, { ...PARCEL, id: 'second', title: undefined }]),
    );
    expect(others.map(({ id, title, secretVariable }) => [id, title, secretVariable])).toEqual([
      ['second', 'second', 'SECOND_WEBHOOK_SECRET'],
    ]);
    expect(parcel).toMatchObject({ title: 'Parcel Post', secretVariable: 'PARCEL_POST_WEBHOOK_SECRET' });
  });

  it('defines one that verifies and reads as described', () => {
    const parcel = parseProfiles(JSON.stringify([PARCEL]))[0]!;
    const payload = {
      event: { name: 'refused', at: 1_795_168_800 },
      mail: { id: 'p1', rcpt: ['Kim@corp.example'], mid: '<m@x.example>' },
      why: 'too heavy',
    };
    const body = Buffer.from(JSON.stringify(payload));
    const signature = createHmac('sha256', 'secret')
      .update('d1.1795168800000.')
      .update(body)
      .digest('base64');
    const headers = {
      'x-parcel-signature': signature,
      'x-parcel-time': '1795168800000',
      'x-parcel-id': 'd1',
    };
    const verifyAt = (seconds: number) =>
      parcel.verify({ headers, body }, ['secret'], { now: new Date(seconds * 1000), toleranceSeconds: 300 });
    expect(verifyAt(1_795_168_860)).toMatchObject({ ok: true, deliveryId: 'd1' });
    expect(verifyAt(1_795_168_861)).toMatchObject({ ok: false, reason: 'timestamp_too_old' });
    expect(parcel.normalise(payload, 'd1')).toMatchObject({
      type: 'refused',
      kind: 'failed',
      deliveryId: 'd1',
      occurredAt: new Date(1_795_168_800_000),
      emailId: 'p1',
      messageId: 'm@x.example',
      recipient: 'kim@corp.example',
      reason: 'too heavy',
    });
  });

  const scheme = (changes: object) => [{ ...PARCEL, scheme: { ...PARCEL.scheme, ...changes } }];
  it.each<[unknown, string]>([
    ['{', 'the file is not JSON'],
    [{}, '/ must be a list'],
    [[7], '/0 must be an object'],
    [[{ ...PARCEL, id: 'Parcel Post' }], '/0/id must be text like'],
    [[{ ...PARCEL, id: undefined }], '/0/id is missing'],
    [[{ ...PARCEL, id: 'resend' }], '/0/id is taken: resend'],
    [[{ ...PARCEL, id: 'inbound' }], '/0/id is taken: inbound'],
    [[PARCEL, PARCEL], '/1/id is taken: parcel-post'],
    [[{ ...PARCEL, secret: 'x' }], '/0/secret is no member of a profile'],
    [[{ ...PARCEL, kinds: { lost: 'vanished' } }], '/0/kinds/lost must be one of sent, delivered'],
    [[{ ...PARCEL, kinds: { came: 'received' } }], '/0/kinds/came must be one of sent, delivered'],
    [[{ ...PARCEL, paths: { id: 'id' } }], '/0/paths/type is missing'],
    [[{ ...PARCEL, paths: { type: 'a..b' } }], '/0/paths/type must be text like'],
    [[{ ...PARCEL, paths: { type: 'type', to: 'to' } }], '/0/paths/to is no member of a profile'],
    [scheme({ encoding: 'rot13' }), '/0/scheme/encoding must be one of hex, base64'],
    [scheme({ signatureHeader: 'X Sig' }), '/0/scheme/signatureHeader must be text like'],
    [scheme({ timestamp: null }), '/0/scheme/timestamp must say where the signed time is'],
    [scheme({ signed: 'body' }), '/0/scheme/timestamp would prove nothing: it is not signed'],
    [scheme({ timestamp: { in: 'header' } }), '/0/scheme/timestamp/header is missing'],
    [scheme({ idHeaders: [] }), '/0/scheme/idHeaders must name the signed id'],
    [scheme({ toleranceSeconds: 86_400 }), '/0/scheme/toleranceSeconds must be a whole number from 1 to 900'],
  ])('%j is refused: %s', (file, problem) => {
    expect(problemsOf(file)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });

  it('names every problem at once', () => {
    expect(problemsOf([{ id: 'x y', scheme: {}, paths: {}, kinds: 1 }]).length).toBeGreaterThan(4);
  });
});
