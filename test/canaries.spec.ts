import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dump } from './support/dump.js';
import { Receiver, status } from './support/receiver.js';
import { Service } from './support/service.js';
import { signed } from './support/sign.js';
import { Simulator } from './support/simulator.js';

/** Made up for this run: wherever one of them appears, there is a leak. */
const canaries = Array.from({ length: 30 }, (_, n) => `canary${n}x${randomBytes(9).toString('hex')}`);
const canary = (n: number) => canaries[n]!;
const secretOf = (n: number) => `whsec_${Buffer.from(canary(n)).toString('base64')}`;

let simulator: Simulator;
let receiver: Receiver;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
  receiver = await Receiver.start();
  receiver.behave = status(500);
  service = await Service.start({
    env: {
      LOG_LEVEL: 'trace',
      ADMIN_API_KEY: canary(0),
      RESEND_API_KEY: canary(1),
      RESEND_BASE_URL: simulator.url,
      RESEND_WEBHOOK_SECRET: secretOf(2),
      PRISTINESEND_WEBHOOK_SECRET: secretOf(3),
      OUTBOUND_ALLOWED_HOSTS: receiver.host,
    },
  });
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
  await receiver?.stop();
});

/** Everything that an operator, a caller or a scraper can see. */
const seen: string[] = [];
async function ask(
  method: string,
  path: string,
  request: Parameters<Service['call']>[2] = {},
): Promise<unknown> {
  const answer = await service.call(method, path, { key: canary(0), ...request });
  seen.push(JSON.stringify([...answer.headers]), answer.bytes.toString('latin1'));
  return answer.body;
}

/** Plants the rest: in headers, bodies, URLs, signatures, cookies, member names, refused and failing requests. */
async function plant(): Promise<void> {
  await ask('GET', '/v1/tickets', { key: canary(4) });
  await ask('GET', '/v1/tickets', { headers: { cookie: `session=${canary(5)}`, 'x-api-key': canary(6) } });
  await ask('GET', `/v1/tickets?token=x`, { headers: { referer: `https://x.example/?key=${canary(7)}` } });
  await ask('POST', '/v1/api-keys', { body: { name: 'x', preset: canary(8) } });
  await ask('POST', '/v1/api-keys', {
    raw: `{"name": ${canary(9)}`,
    headers: { 'content-type': 'application/json' },
  });
  await ask('POST', '/v1/suppressions', {
    body: { address: canary(10) },
    headers: { 'idempotency-key': canary(11) },
  });
  await ask('POST', '/v1/webhooks', {
    body: { url: `https://user:${canary(12)}@example.com/`, events: ['*'] },
  });
  await ask('POST', '/webhooks/resend', {
    raw: `{"a":"${canary(13)}"}`,
    headers: signed('x', { secret: secretOf(14) }),
  });
  await ask('POST', '/webhooks/resend', {
    raw: `{"a":"${canary(15)}`,
    headers: signed(`{"a":"${canary(15)}`, { secret: secretOf(2) }),
  });
  const received = JSON.stringify({
    type: 'email.received',
    created_at: '2026-11-21T09:00:00.000Z',
    data: {
      email_id: '01939000-0000-7000-8000-00000000dead',
      subject: canary(16),
      from: `${canary(17)}@example.com`,
    },
  });
  await ask('POST', '/webhooks/resend', {
    raw: received,
    headers: signed(received, { secret: secretOf(2) }),
  });
  const mail = `From: ann@example.com\r\nTo: b@example.com\r\nX-Token: ${canary(18)}\r\nSubject: ${canary(19)}\r\n\r\n${canary(20)}\r\n`;
  await ask('POST', '/v1/inbound', {
    raw: mail,
    headers: { 'content-type': 'message/rfc822', 'x-envelope-from': `${canary(21)}@example.com` },
  });
  const url = `${receiver.url}?token=${canary(22)}`;
  const hook = (await service.call('POST', '/v1/webhooks', { key: canary(0), body: { url, events: ['*'] } }))
    .body;
  canaries.push(hook.secret);
  await ask('POST', `/v1/webhooks/${hook.id}/test`);
  await ask('POST', '/v1/suppressions/check', {
    body: { addresses: [`${canary(23)}@example.com`], limit: canary(24) },
  });
  await ask('GET', `/v1/suppressions?token=${canary(25)}`, { key: null });
  await ask('GET', `/v1/events?cursor=${canary(26)}`);
  await ask('GET', '/metrics', { headers: { authorization: `Basic ${canary(27)}` } });
  await ask('GET', '/v1/mailboxes', { headers: { 'x-forwarded-for': canary(28), 'user-agent': canary(29) } });
}

/**
 * Contents of mails and events, and a receiver's own address, are stored unchanged. All others are credentials or were
 * refused.
 */
const CONTENTS = [16, 17, 18, 19, 20, 21, 22];
/** As plain text, or as a bytea column or an encoded secret would show it. */
const holds = (text: string, secret: string) =>
  [secret, ...(['base64', 'hex'] as const).map((form) => Buffer.from(secret).toString(form))].some((form) =>
    text.includes(form),
  );

it('30 planted secrets appear in no log, metric, problem, job or stored error', async () => {
  await plant();
  await service.settled();
  await ask('GET', '/metrics');
  await ask('GET', '/health/ready');
  await ask('GET', '/v1/api-keys');
  await ask('GET', '/v1/audit');
  const stored = await service.sql<{ row: string }>(
    `SELECT last_error::text AS row FROM inbox_events WHERE last_error IS NOT NULL
     UNION ALL SELECT api_keys::text FROM api_keys
     UNION ALL SELECT attempt_log::text FROM webhook_deliveries
     UNION ALL SELECT audit_log::text FROM audit_log WHERE object NOT LIKE '/v1/suppressions/%'`,
  );
  const places = {
    log: service.program.lines.join('\n'),
    answers: seen.join('\n'),
    stored: JSON.stringify(stored),
  };
  const found = Object.entries(places).flatMap(([place, text]) =>
    canaries.filter((secret) => text.includes(secret)).map((secret) => [place, canaries.indexOf(secret)]),
  );
  expect(found).toEqual([]);
});

it('no credential appears in a dump of the database and the blobs', async () => {
  const credentials = canaries.filter((_secret, n) => !CONTENTS.includes(n));
  const found = (await dump(service)).flatMap(({ place, text }) =>
    credentials.filter((secret) => holds(text, secret)).map((secret) => [place, canaries.indexOf(secret)]),
  );
  expect(found).toEqual([]);
});
