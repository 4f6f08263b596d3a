import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type Provider, type SignedRequest } from '../provider.js';
import { BUILT_IN_PROVIDERS } from '../registry.js';
import { parseProfiles } from './profile-file.js';

/** The published vectors: one body, one time, two keys. */
const BODY =
  '{"type":"email.bounced","created_at":"2026-11-20T10:00:00.000Z","data":{"email_id":"0b6f5a1e-7c1d-4a52-9e55-1f0c2a7d9b01"}}';
const SECONDS = '1795168800';
const PLAIN_SECRET = 'demo-plain-secret';
const WHSEC = 'whsec_bWFpbC1pbnRha2UtZGVtby1rZXktQS0wMDAx';

const signature = (content: string) => createHmac('sha256', PLAIN_SECRET).update(content).digest('hex');

interface Sender {
  name: string;
  scheme: object;
  secret: string;
  headers: Record<string, string>;
}

const timeIn = (header: string) => ({ in: 'header', header, unit: 'seconds' });

/** How senders unknown to the code sign, each as a profile. */
const SENDERS: Sender[] = [
  {
    name: 'inbound.new, older route: the body alone',
    scheme: { signatureHeader: 'X-Webhook-Signature', prefix: 'sha256=', encoding: 'hex', signed: 'body' },
    secret: PLAIN_SECRET,
    headers: {
      'x-webhook-signature': 'sha256=acd550d85351c8777f97d58d6a7c97a5835dbfbb0ae4d4375135fdc4b8a29991',
    },
  },
  {
    name: 'Emailit: a time of its own header',
    scheme: {
      signatureHeader: 'X-Emailit-Signature',
      encoding: 'hex',
      signed: 'ts.body',
      timestamp: timeIn('X-Emailit-Timestamp'),
    },
    secret: PLAIN_SECRET,
    headers: { 'x-emailit-signature': signature(`${SECONDS}.${BODY}`), 'x-emailit-timestamp': SECONDS },
  },
  {
    name: 'the other SelfMX: a time of its own header and a prefix',
    scheme: {
      signatureHeader: 'X-Webhook-Signature',
      prefix: 'sha256=',
      encoding: 'hex',
      signed: 'ts.body',
      timestamp: timeIn('X-Webhook-Timestamp'),
    },
    secret: PLAIN_SECRET,
    headers: {
      'x-webhook-signature': `sha256=${signature(`${SECONDS}.${BODY}`)}`,
      'x-webhook-timestamp': SECONDS,
    },
  },
  {
    name: 'a time in the signature, by the published vector',
    scheme: {
      signatureHeader: 'X-Signature',
      encoding: 'hex',
      signed: 'ts.body',
      timestamp: { in: 'signature', unit: 'seconds' },
    },
    secret: PLAIN_SECRET,
    headers: {
      'x-signature': `t=${SECONDS},v1=9a109b0e39e2bdc16b104ea34e236eb76234315f7b483f1ef7c4600dac6fa933`,
    },
  },
  {
    name: 'AgentMail: Svix headers, by the published vector',
    scheme: {
      signatureHeader: 'Svix-Signature',
      prefix: 'v1,',
      encoding: 'base64',
      signed: 'id.ts.body',
      timestamp: timeIn('Svix-Timestamp'),
      idHeaders: ['Svix-Id'],
      secretEncoding: 'whsec',
    },
    secret: WHSEC,
    headers: {
      'svix-id': 'msg_2demoAbCdEfGhIjKlMnOpQrStU',
      'svix-timestamp': SECONDS,
      'svix-signature': 'v1,jGoPiQwlG7m7jFqXb63BWECgM9vfMlSuQnAq/8XTU3U=',
    },
  },
];

const profileOf = (scheme: object): Provider =>
  parseProfiles(JSON.stringify([{ id: 'sender', scheme, paths: { type: 'type' }, kinds: {} }]))[0]!;

const verify = (
  provider: Provider,
  headers: SignedRequest['headers'],
  { secret = PLAIN_SECRET, body = BODY, lateSeconds = 0 } = {},
) =>
  provider.verify({ headers, body: Buffer.from(body) }, [secret], {
    now: new Date((Number(SECONDS) + lateSeconds) * 1000),
    toleranceSeconds: 300,
  }).ok;

describe.each(SENDERS)('$name', ({ scheme, secret, headers }) => {
  const provider = profileOf(scheme);

  it('is accepted, but not with another key or for another body', () => {
    expect(verify(provider, headers, { secret })).toBe(true);
    expect(verify(provider, headers, { secret: Buffer.alloc(24, 7).toString('base64') })).toBe(false);
    expect(verify(provider, headers, { secret, body: `${BODY} ` })).toBe(false);
  });

  it('is refused six minutes later if the time is signed', () => {
    const isTimed = 'timestamp' in scheme;
    expect(verify(provider, headers, { secret, lateSeconds: 360 })).toBe(!isTimed);
    expect(verify(provider, headers, { secret, lateSeconds: 299 })).toBe(true);
  });
});

/** Senders whose requests are not proven by an HMAC over the body; none may pass as another sender. */
const UNPROVEN: [string, SignedRequest['headers'], string][] = [
  [
    'Mailgun, which signs a token and not the message',
    { 'content-type': 'application/json' },
    JSON.stringify({
      signature: {
        timestamp: SECONDS,
        token: '0123456789abcdef0123456789abcdef0123456789abcdef01',
        signature: '0deda45facf8255271e04a36946d9deed91f0babe39311bb2984efe8efc6453d',
      },
      'event-data': { event: 'failed', severity: 'permanent', recipient: 'ida@weaver.example' },
    }),
  ],
  [
    'Postmark, which signs nothing',
    { authorization: `Basic ${Buffer.from('hook:pass').toString('base64')}` },
    JSON.stringify({ RecordType: 'Bounce', ID: 4, Type: 'HardBounce', Email: 'ida@weaver.example' }),
  ],
  [
    'SendGrid, which signs with a key pair',
    {
      'x-twilio-email-event-webhook-signature': Buffer.alloc(70, 1).toString('base64'),
      'x-twilio-email-event-webhook-timestamp': SECONDS,
    },
    JSON.stringify([{ email: 'ida@weaver.example', event: 'bounce', sg_event_id: 'e1' }]),
  ],
  [
    'Amazon SNS, which signs inside of the body',
    { 'x-amz-sns-message-type': 'Notification' },
    JSON.stringify({ Type: 'Notification', MessageId: 'm1', Message: '{}', SignatureVersion: '2' }),
  ],
  [
    'Brevo, which signs nothing',
    { authorization: 'Bearer token' },
    JSON.stringify({ event: 'hard_bounce', email: 'ida@weaver.example', 'message-id': '<m@x.example>' }),
  ],
  [
    'Mailjet, which signs nothing',
    { authorization: `Basic ${Buffer.from('hook:pass').toString('base64')}` },
    JSON.stringify([{ event: 'bounce', email: 'ida@weaver.example', hard_bounce: true }]),
  ],
];

describe.each(UNPROVEN)('a request of %s', (_name, headers, body) => {
  it.each(BUILT_IN_PROVIDERS)('is refused if it is sent as one of $title', (provider) => {
    expect(
      provider.verify({ headers, body: Buffer.from(body) }, [WHSEC, PLAIN_SECRET], {
        now: new Date(Number(SECONDS) * 1000),
        toleranceSeconds: 300,
      }),
    ).toMatchObject({ ok: false, reason: 'header_missing' });
  });
});
