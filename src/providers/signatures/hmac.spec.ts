import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type SignedRequest, type Verdict } from '../provider.js';
import { type HmacScheme, verifyHmac } from './hmac.js';
import { checkKey, type SecretEncoding } from './secrets.js';

const SECRET = 'demo-plain-secret';
const TIMESTAMP = '1795168800';
const NOW = new Date(1_795_168_800_000);
const BODY =
  '{"type":"email.bounced","created_at":"2026-11-20T10:00:00.000Z","data":{"email_id":"0b6f5a1e-7c1d-4a52-9e55-1f0c2a7d9b01"}}';
const BODY_DIGEST = 'acd550d85351c8777f97d58d6a7c97a5835dbfbb0ae4d4375135fdc4b8a29991';
const TIMED_DIGEST = '9a109b0e39e2bdc16b104ea34e236eb76234315f7b483f1ef7c4600dac6fa933';

const PLAIN: HmacScheme = {
  signatureHeader: 'x-signature',
  prefix: 'sha256=',
  encoding: 'hex',
  signed: 'body',
  timestamp: null,
  idHeaders: ['x-id', 'x-other-id'],
  secretEncoding: 'utf8',
};
const TIMED: HmacScheme = { ...PLAIN, signed: 'ts.body', timestamp: { in: 'signature', unit: 'seconds' } };
const HEADER_TIME: HmacScheme = {
  ...PLAIN,
  prefix: '',
  encoding: 'base64',
  signed: 'id.ts.body',
  timestamp: { in: 'header', header: 'x-time', unit: 'milliseconds' },
};

function digest(content: string, encoding: 'hex' | 'base64' = 'base64'): string {
  return createHmac('sha256', SECRET).update(content).digest(encoding);
}

function verify(
  scheme: HmacScheme,
  headers: SignedRequest['headers'],
  secrets = [SECRET],
  body = BODY,
): Verdict {
  return verifyHmac({ headers, body: Buffer.from(body) }, scheme, secrets, {
    now: NOW,
    toleranceSeconds: 300,
  });
}

describe('a digest over the body alone', () => {
  it.each([BODY_DIGEST, BODY_DIGEST.toUpperCase()])(
    'is accepted without a time and without an id: %s',
    (text) => {
      expect(verify(PLAIN, { 'x-signature': `sha256=${text}` })).toEqual({
        ok: true,
        deliveryId: null,
        signedAt: null,
      });
    },
  );

  it('takes the first id header that is present, and skips a malformed one', () => {
    const headers = { 'x-signature': `sha256=${BODY_DIGEST}`, 'x-other-id': 'evt_1' };
    expect(verify(PLAIN, headers)).toMatchObject({ ok: true, deliveryId: 'evt_1' });
    expect(verify(PLAIN, { ...headers, 'x-id': 'a b' })).toMatchObject({ ok: true, deliveryId: null });
  });

  it('ignores a time in a header that the digest does not cover', () => {
    const scheme: HmacScheme = { ...PLAIN, timestamp: { in: 'header', header: 'x-time', unit: 'seconds' } };
    const headers = { 'x-signature': `sha256=${BODY_DIGEST}`, 'x-time': TIMESTAMP };
    expect(verify(scheme, headers)).toEqual({ ok: true, deliveryId: null, signedAt: null });
  });

  it('accepts any of several secrets', () => {
    expect(verify(PLAIN, { 'x-signature': `sha256=${BODY_DIGEST}` }, ['other', SECRET]).ok).toBe(true);
  });

  it.each<[string, SignedRequest['headers'], string]>([
    ['no header', {}, 'header_missing'],
    ['an empty header', { 'x-signature': '' }, 'header_missing'],
    ['two headers', { 'x-signature': [`sha256=${BODY_DIGEST}`, 'x'] }, 'header_repeated'],
    ['no prefix', { 'x-signature': BODY_DIGEST }, 'signature_malformed'],
    ['a prefix alone', { 'x-signature': 'sha256=' }, 'signature_mismatch'],
    ['one digit less', { 'x-signature': `sha256=${BODY_DIGEST.slice(1)}` }, 'signature_mismatch'],
    ['5 kB', { 'x-signature': `sha256=${'a'.repeat(5000)}` }, 'header_too_long'],
  ])('is refused with %s', (_title, headers, reason) => {
    expect(verify(PLAIN, headers)).toMatchObject({ ok: false, reason });
  });

  it.each([[[]], [['']], [['whsec_']]])('never verifies with the secrets %j', (secrets) => {
    const forged = createHmac('sha256', secrets[0] ?? '')
      .update(BODY)
      .digest('hex');
    expect(verify(PLAIN, { 'x-signature': `sha256=${forged}` }, secrets)).toMatchObject({
      ok: false,
      reason: 'secret_unusable',
    });
  });

  it('does not cover another body', () => {
    expect(verify(PLAIN, { 'x-signature': `sha256=${BODY_DIGEST}` }, [SECRET], `${BODY} `).ok).toBe(false);
  });
});

describe('a signature with its time', () => {
  it.each([
    `t=${TIMESTAMP},v1=${TIMED_DIGEST}`,
    `t=${TIMESTAMP}, v1=${TIMED_DIGEST}`,
    `v1=${TIMED_DIGEST},t=${TIMESTAMP}`,
    `t=${TIMESTAMP},v0=00,v1=00,v1=${TIMED_DIGEST}`,
  ])('is accepted as %s', (header) => {
    expect(verify(TIMED, { 'x-signature': header })).toEqual({ ok: true, deliveryId: null, signedAt: NOW });
  });

  it.each([
    [`v1=${TIMED_DIGEST}`, 'signature_malformed'],
    [`t=${TIMESTAMP}`, 'signature_malformed'],
    [`t=${TIMESTAMP},t=1,v1=${TIMED_DIGEST}`, 'signature_malformed'],
    [`t=,v1=${TIMED_DIGEST}`, 'timestamp_malformed'],
    [`t=${TIMESTAMP}x,v1=${TIMED_DIGEST}`, 'timestamp_malformed'],
    [`t=1795168499,v1=${TIMED_DIGEST}`, 'timestamp_too_old'],
    [`t=1795169101,v1=${TIMED_DIGEST}`, 'timestamp_too_new'],
    [`t=1795168801,v1=${TIMED_DIGEST}`, 'signature_mismatch'],
    [`t=${TIMESTAMP},v0=${TIMED_DIGEST},v1=00`, 'signature_mismatch'],
    [`t=${TIMESTAMP}${',v1=00'.repeat(17)}`, 'too_many_signatures'],
    [`sha256=${BODY_DIGEST}`, 'signature_malformed'],
  ])('is refused as %s', (header, reason) => {
    expect(verify(TIMED, { 'x-signature': header })).toMatchObject({ ok: false, reason });
  });

  it('has its own tolerance', () => {
    const at = String(Number(TIMESTAMP) - 100);
    const headers = { 'x-signature': `t=${at},v1=${digest(`${at}.${BODY}`, 'hex')}` };
    expect(verify(TIMED, headers).ok).toBe(true);
    expect(verify({ ...TIMED, toleranceSeconds: 60 }, headers)).toMatchObject({
      ok: false,
      reason: 'timestamp_too_old',
    });
  });
});

describe('id, time and body in one digest', () => {
  const headers = {
    'x-signature': digest(`evt_1.1795168800000.${BODY}`),
    'x-id': 'evt_1',
    'x-time': '1795168800000',
  };

  it('is accepted in base64 with a time in milliseconds', () => {
    expect(verify(HEADER_TIME, headers)).toEqual({ ok: true, deliveryId: 'evt_1', signedAt: NOW });
  });

  it.each<[string, SignedRequest['headers'], string]>([
    ['another id', { ...headers, 'x-id': 'evt_2' }, 'signature_mismatch'],
    ['no id', { ...headers, 'x-id': undefined }, 'header_missing'],
    ['no time', { ...headers, 'x-time': undefined }, 'header_missing'],
    ['the time twice', { ...headers, 'x-time': ['1', '2'] }, 'header_repeated'],
    ['the time in seconds', { ...headers, 'x-time': TIMESTAMP }, 'timestamp_too_old'],
  ])('is refused with %s', (_title, given, reason) => {
    expect(verify(HEADER_TIME, given)).toMatchObject({ ok: false, reason });
  });

  it.each([TIMESTAMP, '1795168800000'])(
    'derives the unit from the size if the sender does not say: %s',
    (time) => {
      const scheme: HmacScheme = {
        ...HEADER_TIME,
        timestamp: { in: 'header', header: 'x-time', unit: 'either' },
      };
      const given = { 'x-id': 'e', 'x-time': time, 'x-signature': digest(`e.${time}.${BODY}`) };
      expect(verify(scheme, given)).toEqual({ ok: true, deliveryId: 'e', signedAt: NOW });
    },
  );
});

describe('a secret at start', () => {
  it.each<[SecretEncoding, string, string | null]>([
    ['utf8', 'twenty-four bytes of text', null],
    ['utf8', 'twenty-three bytes long', 'must hold at least 24 bytes, not 23'],
    ['utf8', '', 'must not be empty'],
    ['hex', '00'.repeat(24), null],
    ['hex', '0'.repeat(47), 'must be hexadecimal'],
    ['hex', '00'.repeat(23), 'must hold at least 24 bytes, not 23'],
    ['base64', Buffer.alloc(24, 1).toString('base64'), null],
    ['base64', Buffer.alloc(25, 1).toString('base64'), null],
    ['base64', Buffer.alloc(25, 1).toString('base64').replaceAll('=', ''), null],
    ['base64', 'AAAAA', 'must be base64'],
    ['base64', 'AA=', 'must be base64'],
  ])('in %s, %p: %p', (encoding, secret, problem) => {
    expect(checkKey(secret, encoding)).toBe(problem);
  });
});
