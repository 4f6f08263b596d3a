import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service } from './support/service.js';
import { signed } from './support/sign.js';

const base64 = (text: string) => `whsec_${Buffer.from(text).toString('base64')}`;
/** Per kind, the secrets before and after a rotation. `OTHER` has secrets that no source is configured with. */
const WHSEC = [
  base64('key of a provider before it is changed'),
  base64('key of a provider after it is changed'),
] as const;
const PLAIN = ['secret of a sender before it is changed', 'secret of a sender after it is changed'] as const;
const OTHER = {
  whsec: base64('key of somebody else altogether'),
  plain: 'secret of somebody else altogether',
};

let service: Service;
beforeAll(async () => {
  const both = [...PLAIN, ...WHSEC].join(',');
  service = await Service.start({
    env: {
      RESEND_WEBHOOK_SECRET: WHSEC.join(','),
      PRISTINESEND_WEBHOOK_SECRET: both,
      RELOOP_WEBHOOK_SECRET: both,
      SELFMX_WEBHOOK_SECRET: PLAIN.join(','),
    },
  });
});
afterAll(() => service?.stop());

type Sign = (body: string, secret: string, at: Date, id: string) => Record<string, string>;

const hex = (secret: string, content: string) => createHmac('sha256', secret).update(content).digest('hex');
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));
const svix: Sign = (body, secret, at, id) => signed(body, { secret, at, id });
const timed =
  (header: string): Sign =>
  (body, secret, at) => ({ [header]: `t=${seconds(at)},v1=${hex(secret, `${seconds(at)}.${body}`)}` });

interface Scheme {
  source: string;
  /** How the source signs in this generation. */
  how: string;
  key: 'whsec' | 'plain';
  sign: Sign;
  /** A permanent bounce of this address in the source's format. */
  bounce: (address: string, id: string) => object;
  /** Without a signed time a request never becomes stale: a repeated one is a duplicate. */
  isTimed: boolean;
}

const resendBounce = (address: string) => ({
  type: 'email.bounced',
  created_at: new Date().toISOString(),
  data: {
    email_id: 'm-1',
    to: [address],
    bounce: { type: 'Permanent', subType: 'General', message: 'Gone.' },
  },
});
const withId = (address: string, id: string) => ({ id, ...resendBounce(address) });
const selfmxBounce = (address: string, id: string) => ({
  id,
  type: 'bounced',
  created_at: new Date().toISOString(),
  data: { email_id: 'm-1', to: address, bounce_type: 'hard', bounce_code: '550', bounce_message: 'Gone.' },
});
const reloopBounce = (address: string, id: string) => ({
  id,
  event: 'email.bounced',
  payload: resendBounce(address).data,
  timestamp: Math.floor(Date.now() / 1000),
});

const SCHEMES: Scheme[] = [
  { source: 'resend', how: 'Svix', key: 'whsec', sign: svix, bounce: resendBounce, isTimed: true },
  { source: 'pristinesend', how: 'Svix', key: 'whsec', sign: svix, bounce: resendBounce, isTimed: true },
  {
    source: 'pristinesend',
    how: 'a signature of its own',
    key: 'plain',
    sign: timed('x-pristinesend-signature'),
    bounce: withId,
    isTimed: true,
  },
  { source: 'reloop', how: 'Svix', key: 'whsec', sign: svix, bounce: resendBounce, isTimed: true },
  {
    source: 'reloop',
    how: 'the body alone',
    key: 'plain',
    sign: (body, secret) => ({ 'x-webhook-signature': `sha256=${hex(secret, body)}` }),
    bounce: withId,
    isTimed: false,
  },
  {
    source: 'reloop',
    how: 'a time in a header',
    key: 'plain',
    sign: (body, secret, at) => ({
      'x-reloop-signature': hex(secret, `${seconds(at)}.${body}`),
      'x-reloop-timestamp': seconds(at),
    }),
    bounce: reloopBounce,
    isTimed: true,
  },
  {
    source: 'reloop',
    how: 'a time in the signature',
    key: 'plain',
    sign: timed('x-webhook-signature'),
    bounce: reloopBounce,
    isTimed: true,
  },
  {
    source: 'selfmx',
    how: 'the body alone',
    key: 'plain',
    sign: (body, secret) => ({ 'x-webhook-signature': `sha256=${hex(secret, body)}` }),
    bounce: selfmxBounce,
    isTimed: false,
  },
];

describe.each(SCHEMES)('a bounce of $source, signed by $how', ({ source, key, sign, bounce, isTimed }) => {
  const secrets = key === 'whsec' ? WHSEC : PLAIN;
  const address = () => `gone-${randomUUID()}@corp.example`;
  const made = () => {
    const of = address();
    const id = `evt-${randomUUID()}`;
    return { of, id, body: JSON.stringify(bounce(of, id)) };
  };
  const post = (body: string, headers: Record<string, string>) =>
    service.call('POST', `/webhooks/${source}`, {
      raw: body,
      headers: { 'content-type': 'application/json', ...headers },
      key: null,
    });
  const isSuppressed = async (of: string) => {
    const { body } = await service.call('POST', '/v1/suppressions/check', { body: { addresses: [of] } });
    return body.data[0].suppressed as boolean;
  };

  it.each([0, 1])('is accepted with secret %i of a rotation, once, and suppresses', async (which) => {
    const { of, id, body } = made();
    const headers = sign(body, secrets[which]!, new Date(), id);
    const first = await post(body, headers);
    expect(first).toMatchObject({ status: 200, body: { duplicate: false } });
    expect(await service.ended(first.body.event_id)).toMatchObject({ status: 'processed' });
    expect(await isSuppressed(of)).toBe(true);
    const again = await post(body, headers);
    expect(again).toMatchObject({ status: 200, body: { duplicate: true, event_id: first.body.event_id } });
  });

  const emptyKey = key === 'whsec' ? 'whsec_' : '';
  it.each<[string, (body: string, id: string) => Record<string, string>]>([
    ['forged, without a signature', () => ({})],
    ['signed with another secret', (body, id) => sign(body, OTHER[key], new Date(), id)],
    ['signed with the empty secret', (body, id) => sign(body, emptyKey, new Date(), id)],
    ['signed over another body', (body, id) => sign(`${body} `, secrets[0], new Date(), id)],
  ])('is refused when it is %s, and leaves no row', async (_what, headersOf) => {
    const { of, id, body } = made();
    const before = await service.count('inbox_events');
    const answer = await post(body, headersOf(body, id));
    expect(answer).toMatchObject({ status: 401, body: { type: '/problems/signature-invalid' } });
    expect(await service.count('inbox_events')).toBe(before);
    expect(await isSuppressed(of)).toBe(false);
  });

  it(`${isTimed ? 'is refused' : 'is a duplicate'} when it is sent again after six minutes`, async () => {
    const { id, body } = made();
    const then = new Date(Date.now() - 6 * 60_000);
    const late = sign(body, secrets[0], then, id);
    if (!isTimed) expect((await post(body, late)).body).toMatchObject({ duplicate: false });
    const before = await service.count('inbox_events');
    const answer = await post(body, late);
    expect(answer).toMatchObject(
      isTimed
        ? { status: 401, body: { type: '/problems/signature-invalid' } }
        : { status: 200, body: { duplicate: true } },
    );
    expect(await service.count('inbox_events')).toBe(before);
  });
});

describe.each(['RESEND', 'PRISTINESEND', 'RELOOP', 'SELFMX'])('%s_WEBHOOK_SECRET', (name) => {
  it('stops the start if it is the empty key', async () => {
    const env = { [`${name}_WEBHOOK_SECRET`]: 'whsec_' };
    await expect(Service.start({ beside: service, env })).rejects.toThrow(`${name}_WEBHOOK_SECRET: must`);
  });
});

describe('a source whose secret is empty', () => {
  let bare: Service;
  beforeAll(async () => {
    const names = ['RESEND', 'PRISTINESEND', 'RELOOP', 'SELFMX'];
    bare = await Service.start({
      env: Object.fromEntries(names.map((name) => [`${name}_WEBHOOK_SECRET`, ''])),
    });
  });
  afterAll(() => bare?.stop());

  it.each(['resend', 'pristinesend', 'reloop', 'selfmx'])(
    'answers 503 and stores nothing: %s',
    async (source) => {
      const body = JSON.stringify(resendBounce('gone@corp.example'));
      const headers = {
        ...signed(body, { secret: 'whsec_' }),
        'x-webhook-signature': `sha256=${hex('', body)}`,
      };
      const answer = await bare.call('POST', `/webhooks/${source}`, { raw: body, headers, key: null });
      expect(answer).toMatchObject({ status: 503, body: { type: '/problems/source-not-configured' } });
      expect(await bare.count('inbox_events')).toBe(0);
    },
  );
});
