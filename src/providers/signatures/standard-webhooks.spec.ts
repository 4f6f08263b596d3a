import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { type SignedRequest, type Verdict } from '../provider.js';
import { checkStandardWebhooksSecret, verifyStandardWebhook } from './standard-webhooks.js';

const ID = 'msg_2demoAbCdEfGhIjKlMnOpQrStU';
const TIMESTAMP = '1795168800';
const NOW = new Date(1_795_168_800_000);
const BODY =
  '{"type":"email.bounced","created_at":"2026-11-20T10:00:00.000Z","data":{"email_id":"0b6f5a1e-7c1d-4a52-9e55-1f0c2a7d9b01"}}';
const SECRET_A = 'whsec_bWFpbC1pbnRha2UtZGVtby1rZXktQS0wMDAx';
const SECRET_B = 'whsec_bWFpbC1pbnRha2UtZGVtby1rZXktQi0wMDAy';
const SIGNATURE_A = 'v1,jGoPiQwlG7m7jFqXb63BWECgM9vfMlSuQnAq/8XTU3U=';
const SIGNATURE_B = 'v1,u2GehrthDVauMw4ePjNh0swNjEw/5nZSdKcQ1BhlHMw=';

function sign(id: string, timestamp: string, body: Buffer | string = BODY, secret = SECRET_A): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

function svixHeaders(signature: string, timestamp = TIMESTAMP, id = ID): Record<string, string> {
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature };
}

function verify(
  headers: SignedRequest['headers'],
  {
    body = BODY,
    secrets = [SECRET_A],
    now = NOW,
  }: { body?: string | Buffer; secrets?: string[]; now?: Date } = {},
): Verdict {
  return verifyStandardWebhook({ headers, body: Buffer.from(body) }, secrets, { now, toleranceSeconds: 300 });
}

describe('a Standard Webhooks signature', () => {
  const accepted: [string, SignedRequest['headers'], string[]][] = [
    ['the first published vector', svixHeaders(SIGNATURE_A), [SECRET_A]],
    ['the second published vector', svixHeaders(SIGNATURE_B), [SECRET_B]],
    ['the second signature of a rotation', svixHeaders(`${SIGNATURE_B} ${SIGNATURE_A}`), [SECRET_A]],
    ['the second secret of a rotation', svixHeaders(SIGNATURE_B), [SECRET_A, SECRET_B]],
    ['an ed25519 signature beside ours', svixHeaders(`v1a,AAAA ${SIGNATURE_A}`), [SECRET_A]],
    ['a secret without its prefix', svixHeaders(SIGNATURE_A), [SECRET_A.slice('whsec_'.length)]],
    [
      'the header names of the standard',
      { 'webhook-id': ID, 'webhook-timestamp': TIMESTAMP, 'webhook-signature': SIGNATURE_A },
      [SECRET_A],
    ],
    [
      'both header families, the good one being svix',
      {
        ...svixHeaders(SIGNATURE_A),
        'webhook-id': 'x',
        'webhook-timestamp': '1',
        'webhook-signature': 'v1,x',
      },
      [SECRET_A],
    ],
  ];
  it.each(accepted)('accepts %s', (_title, headers, secrets) => {
    expect(verify(headers, { secrets })).toEqual({ ok: true, deliveryId: ID, signedAt: NOW });
  });

  const refused: [string, SignedRequest['headers'], string][] = [
    ['another secret', svixHeaders(SIGNATURE_B), 'signature_mismatch'],
    ['another id', svixHeaders(SIGNATURE_A, TIMESTAMP, 'msg_other'), 'signature_mismatch'],
    ['a cut signature', svixHeaders(SIGNATURE_A.slice(0, -4)), 'signature_mismatch'],
    ['an empty signature', svixHeaders('v1,'), 'signature_mismatch'],
    [
      'the right digest under another version',
      svixHeaders(SIGNATURE_A.replace('v1', 'v1a')),
      'signature_mismatch',
    ],
    ['a missing signature', { 'svix-id': ID, 'svix-timestamp': TIMESTAMP }, 'header_missing'],
    ['a missing id', { 'svix-timestamp': TIMESTAMP, 'svix-signature': SIGNATURE_A }, 'header_missing'],
    ['a missing timestamp', { 'svix-id': ID, 'svix-signature': SIGNATURE_A }, 'header_missing'],
    ['no headers', {}, 'header_missing'],
    ['a header sent twice', { ...svixHeaders(SIGNATURE_A), 'svix-id': [ID, ID] }, 'header_repeated'],
    ['an id of 10 kB', svixHeaders(SIGNATURE_A, TIMESTAMP, 'm'.repeat(10_000)), 'header_too_long'],
    ['an id with a line end', svixHeaders(SIGNATURE_A, TIMESTAMP, 'msg_\n1'), 'id_malformed'],
    ['a signature header of 5 kB', svixHeaders('v1,x '.repeat(1000)), 'header_too_long'],
    ['seventeen signatures', svixHeaders(`${'v1,x '.repeat(16)}${SIGNATURE_A}`), 'too_many_signatures'],
    ['letters after the timestamp', svixHeaders(SIGNATURE_A, '1795168800abc'), 'timestamp_malformed'],
    ['a fraction of a second', svixHeaders(SIGNATURE_A, '1795168800.9'), 'timestamp_malformed'],
    ['a negative timestamp', svixHeaders(SIGNATURE_A, '-1'), 'timestamp_malformed'],
  ];
  it.each(refused)('refuses %s', (_title, headers, reason) => {
    expect(verify(headers)).toMatchObject({ ok: false, reason });
  });

  it.each([
    [-301, 'timestamp_too_old'],
    [-300, null],
    [300, null],
    [301, 'timestamp_too_new'],
  ])('judges a timestamp %i seconds from now as %p', (offsetSeconds, reason) => {
    const timestamp = String(Number(TIMESTAMP) + offsetSeconds);
    const verdict = verify(svixHeaders(sign(ID, timestamp), timestamp));
    expect(verdict.ok ? null : verdict.reason).toBe(reason);
  });

  it.each<[string, string | Buffer]>([
    ['one space added', BODY.replace(',', ', ')],
    ['its members reordered', JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(BODY)).reverse()))],
    ['nothing in it', ''],
  ])('refuses the body with %s', (_title, body) => {
    expect(verify(svixHeaders(SIGNATURE_A), { body })).toMatchObject({
      ok: false,
      reason: 'signature_mismatch',
    });
  });

  it('covers the bytes, not the text made from them', () => {
    const body = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0x00, 0x7d]);
    const headers = svixHeaders(sign(ID, TIMESTAMP, body));
    expect(verify(headers, { body }).ok).toBe(true);
    expect(verify(headers, { body: Buffer.from(body.toString('utf8')) }).ok).toBe(false);
  });

  it.each([[['whsec_']], [['']], [['whsec_not base64']], [[]]])(
    'never verifies with the secrets %j',
    (secrets) => {
      const forged = `v1,${createHmac('sha256', '').update(`${ID}.${TIMESTAMP}.${BODY}`).digest('base64')}`;
      expect(verify(svixHeaders(forged), { secrets })).toMatchObject({
        ok: false,
        reason: 'secret_unusable',
      });
    },
  );
});

describe('compared with the standardwebhooks package', () => {
  // The package reads the wall clock, so these are signed now; a case near the tolerance would depend on its speed.
  const now = new Date();
  const seconds = Math.floor(now.getTime() / 1000);
  const at = (offsetSeconds: number): string => String(seconds + offsetSeconds);
  const cases: [string, Record<string, string>, string][] = [
    ['a good signature', svixHeaders(sign(ID, at(0)), at(0)), BODY],
    ['two signatures', svixHeaders(`${SIGNATURE_B} ${sign(ID, at(0))}`, at(0)), BODY],
    ['v1a before v1', svixHeaders(`v1a,xx ${sign(ID, at(0))}`, at(0)), BODY],
    ['a wrong version', svixHeaders(sign(ID, at(0)).replace('v1,', 'v2,'), at(0)), BODY],
    ['a wrong secret', svixHeaders(sign(ID, at(0), BODY, SECRET_B), at(0)), BODY],
    ['a changed body', svixHeaders(sign(ID, at(0)), at(0)), `${BODY} `],
    ['an id with dots', svixHeaders(sign('a.b.c', at(0)), at(0), 'a.b.c'), BODY],
    ['250 s old', svixHeaders(sign(ID, at(-250)), at(-250)), BODY],
    ['400 s old', svixHeaders(sign(ID, at(-400)), at(-400)), BODY],
    ['250 s ahead', svixHeaders(sign(ID, at(250)), at(250)), BODY],
    ['400 s ahead', svixHeaders(sign(ID, at(400)), at(400)), BODY],
    ['no digest', svixHeaders('v1', at(0)), BODY],
    ['a bare digest', svixHeaders(sign(ID, at(0)).slice(3), at(0)), BODY],
    ['a digest without padding', svixHeaders(sign(ID, at(0)).replace('=', ''), at(0)), BODY],
  ];
  it.each(cases)('our code gives the same verdict on %s', (_title, headers, body) => {
    const standard = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.replace('svix', 'webhook'), value]),
    );
    let isAccepted = true;
    try {
      new Webhook(SECRET_A).verify(body, standard);
    } catch {
      isAccepted = false;
    }
    expect(verify(headers, { body, now }).ok).toBe(isAccepted);
    expect(verify(standard, { body, now }).ok).toBe(isAccepted);
  });
});

describe('a Standard Webhooks secret', () => {
  it.each([
    [SECRET_A, null],
    ['', 'must be `whsec_`'],
    ['whsec_', 'must be `whsec_`'],
    ['whsec_####', 'must be `whsec_`'],
    ['whsec_c2hvcnQ=', 'at least 24 bytes, not 5'],
  ])('%p at start: %p', (secret, problem) => {
    const found = checkStandardWebhooksSecret(secret);
    expect(problem === null ? found : (found ?? '').includes(problem)).toBe(problem === null ? null : true);
  });
});
