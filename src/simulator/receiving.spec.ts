import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Resend } from 'resend';
import { Webhook } from 'standardwebhooks';
import { FULL_ACCESS_KEY, SENDING_ACCESS_KEY } from './rest/guard.js';
import { type Simulator, startSimulator } from './server.js';
import { control } from './testing/control.js';
import { type Receiver, standardHeaders, startReceiver } from './testing/receiver.js';

const SECRET = `whsec_${Buffer.from('simulator-spec-key-24-by').toString('base64')}`;

const MAIL = [
  'Received: from mx.out.test by mx.in.test for <helpdesk@shop.test>; Fri, 20 Nov 2026 10:00:02 +0000',
  'Received: from desk.out.test by mx.out.test; Fri, 20 Nov 2026 10:00:01 +0000',
  'From: Pia Holm <pia@out.test>',
  'To: support@shop.test',
  'Cc: Jo <jo@out.test>',
  'Subject: Broken lamp',
  'Message-ID: <lamp-1@out.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=outer',
  '',
  '--outer',
  'Content-Type: multipart/related; boundary=inner',
  '',
  '--inner',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>See <img src="cid:lamp"></p>',
  '--inner',
  'Content-Type: image/gif',
  'Content-ID: <lamp>',
  'Content-Disposition: inline; filename=lamp.gif',
  'Content-Transfer-Encoding: base64',
  '',
  'R0lGODlhAQABAAAAACw=',
  '--inner--',
  '--outer',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'It flickers.',
  '--outer--',
  '',
].join('\r\n');

let simulator: Simulator;
let receiver: Receiver;
let resend: Resend;

beforeEach(async () => {
  simulator = await startSimulator(0, { seed: 7 });
  receiver = await startReceiver();
  resend = new Resend(FULL_ACCESS_KEY, { baseUrl: simulator.url });
  await control(simulator.url, 'POST', '/webhooks', { endpoint: receiver.url, secret: SECRET });
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

async function deliver(query = ''): Promise<string> {
  const answer = await control(simulator.url, 'POST', `/inbound${query}`, MAIL);
  await control(simulator.url, 'GET', '/idle');
  return answer.email_id as string;
}

describe('a mail that arrives', () => {
  it('is announced by one signed webhook that holds metadata only', async () => {
    const emailId = await deliver();

    expect(receiver.received).toHaveLength(1);
    const [delivery] = receiver.received;
    const event = new Webhook(SECRET).verify(delivery?.body ?? '', standardHeaders(delivery));
    expect(event).toMatchObject({
      type: 'email.received',
      data: {
        email_id: emailId,
        from: 'pia@out.test',
        to: ['support@shop.test'],
        cc: ['jo@out.test'],
        received_for: ['helpdesk@shop.test'],
        message_id: '<lamp-1@out.test>',
        subject: 'Broken lamp',
        attachments: [{ filename: 'lamp.gif', content_type: 'image/gif', content_id: 'lamp' }],
      },
    });
    expect(delivery?.body).not.toContain('flickers');
  });

  it('passes the SDK verifier', async () => {
    const emailId = await deliver();
    const { headers, body } = receiver.received[0] ?? { headers: {}, body: '' };
    const event = resend.webhooks.verify({
      payload: body,
      headers: {
        id: headers['svix-id'] ?? '',
        timestamp: headers['svix-timestamp'] ?? '',
        signature: headers['svix-signature'] ?? '',
      },
      webhookSecret: SECRET,
    });
    expect(event).toMatchObject({ data: { email_id: emailId } });
  });

  it('is read by the SDK with its raw bytes byte for byte', async () => {
    const emailId = await deliver('?dkim=fail');
    const { data } = await resend.emails.receiving.get(emailId, { html_format: 'cid' });

    expect(data).toMatchObject({
      object: 'email',
      html: expect.stringContaining('<img src="cid:lamp">'),
      html_format: 'cid',
      text: expect.stringContaining('It flickers.'),
      authentication: { spf: 'pass', dkim: 'fail', dmarc: 'pass' },
    });
    expect(data?.headers?.received).toHaveLength(2);
    const raw = await fetch(data?.raw?.download_url ?? '');
    expect(await raw.text()).toBe(MAIL);
  });

  it('has its images inlined unless the reader asks for cid', async () => {
    const { data } = await resend.emails.receiving.get(await deliver());
    expect(data?.html).toContain('src="data:image/gif;base64,R0lGODlhAQABAAAAACw="');
  });

  it('goes out as often as asked under one id', async () => {
    await deliver('?times=3');
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ headers }) => headers['svix-id'])).size).toBe(1);
  });
});

describe('signed URLs', () => {
  it('answer ranges, expire after an hour of virtual time and refuse a changed signature', async () => {
    const { data } = await resend.emails.receiving.get(await deliver());
    const url = data?.raw?.download_url ?? '';

    const range = await fetch(url, { headers: { range: 'bytes=0-7' } });
    expect([range.status, await range.text()]).toEqual([206, 'Received']);
    expect((await fetch(url.replace('Signature=', 'Signature=x'))).status).toBe(403);
    await control(simulator.url, 'POST', '/clock', { advance_s: 3_601 });
    expect((await fetch(url)).status).toBe(403);
  });
});

describe('keys and limits', () => {
  it.each([
    ['no key', {}, 401, 'missing_api_key'],
    ['an unknown key', { authorization: 'Bearer re_other' }, 401, 'invalid_api_key'],
    ['a sending key', { authorization: `Bearer ${SENDING_ACCESS_KEY}` }, 401, 'restricted_api_key'],
  ])('%s is refused', async (_name, headers, status, name) => {
    const response = await fetch(`${simulator.url}/emails/receiving`, { headers });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ statusCode: status, name });
  });

  it('refuses more requests a second than the plan has', async () => {
    await control(simulator.url, 'POST', '/plan', { rate_limit: 2 });
    const calls = Array.from({ length: 6 }, () => resend.emails.receiving.list());
    const refused = (await Promise.all(calls)).filter((answer) => answer.error !== null);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(refused[0]).toMatchObject({
      error: { statusCode: 429, name: 'rate_limit_exceeded' },
      headers: { 'retry-after': '1', 'ratelimit-remaining': '0', 'ratelimit-policy': '2;w=1' },
    });
  });

  it.each([
    ['/emails/receiving/nonsense', 422, 'invalid_parameter'],
    ['/emails/receiving/0b6f5a1e-7c1d-4a52-9e55-1f0c2a7d9b01', 404, 'not_found'],
    ['/emails/receiving?limit=101', 422, 'validation_error'],
    ['/nowhere', 404, 'not_found'],
  ])('%s answers %i %s', async (path, status, name) => {
    const headers = { authorization: `Bearer ${FULL_ACCESS_KEY}` };
    const response = await fetch(`${simulator.url}${path}`, { headers });
    expect([response.status, await response.json()]).toMatchObject([status, { name }]);
  });
});

describe('the received list', () => {
  it('is newest first and pages by exclusive cursors', async () => {
    const ids = [await deliver(), await deliver(), await deliver()].reverse();
    const first = await resend.emails.receiving.list({ limit: 2 });
    expect(first.data?.has_more).toBe(true);
    expect(first.data?.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await resend.emails.receiving.list({ limit: 2, after: ids[1] ?? '' });
    expect(second.data).toMatchObject({ has_more: false, data: [{ id: ids[2] }] });
    expect(second.data?.data[0]).not.toHaveProperty('html');
  });
});
