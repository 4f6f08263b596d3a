import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { dump } from './support/dump.js';
import { eventually } from './support/eventually.js';
import { Receiver } from './support/receiver.js';
import { Service } from './support/service.js';

const [OLD, NEW, OTHER] = ['old', 'new', 'other'].map((name) => `the-${name}-encryption-secret-of-the-tests`);
const PLAIN = `whsec_${Buffer.from('plain-secret-of-an-older-version').toString('base64')}`;

/** Each start takes seconds, and many of them on a busy machine. */
const RESTARTS_MS = 180_000;

let receiver: Receiver;
let first: Service;
let running: Service;
beforeAll(async () => {
  receiver = await Receiver.start();
  first = await Service.start({ env: { OUTBOUND_ALLOWED_HOSTS: receiver.host, ENCRYPTION_SECRETS: OLD! } });
  running = first;
});
afterEach(() => {
  receiver.requests.length = 0;
});
afterAll(async () => {
  await running?.program.stop();
  await first?.stop();
  await receiver?.stop();
});

/** Restarts the service with these secrets; without any, with the one in its DATA_DIR. */
async function restart(...secrets: string[]): Promise<void> {
  await running.program.stop();
  running = await Service.start({ beside: first, env: { ENCRYPTION_SECRETS: secrets.join(',') } });
}
const register = async () => {
  const body = { url: receiver.url, events: ['message.held'] };
  return (await running.call('POST', '/v1/webhooks', { body })).body as { id: string; secret: string };
};
const stored = async () =>
  (
    await running.sql<{ secret: string }>(
      `SELECT jsonb_array_elements(secrets)->>'secret' AS secret FROM webhook_endpoints
       UNION ALL SELECT secret FROM unsubscribe_keys`,
    )
  ).map(({ secret }) => secret);
/** Resolves with the ids of the keys once everything is sealed under exactly that many of them. */
const sealedUnder = (count: number, isDone: (ids: string[]) => boolean = () => true) =>
  eventually(async () => {
    const ids = [...new Set((await stored()).map((secret) => /^sealed:(\w+):/.exec(secret)?.[1] ?? 'none'))];
    return ids.length === count && !ids.includes('none') && isDone(ids) ? ids : null;
  });
const sendTest = (id: string) => running.call('POST', `/v1/webhooks/${id}/test`);
/** Checks that the next request is signed with that secret. */
async function arrivesSigned(secret: string): Promise<boolean> {
  const { body, headers } = await eventually(() => Promise.resolve(receiver.requests[0] ?? null));
  new Webhook(secret).verify(body, headers as Record<string, string>); // throws if it is not
  return true;
}
const logged = (message: string) =>
  eventually(() => Promise.resolve(running.program.lines.some((line) => line.includes(message)) || null));
const unsubscribeLink = async () => {
  const body = { addresses: ['ann@shop.example'] };
  return new URL(
    (await running.call('POST', '/v1/suppressions/unsubscribe-links', { body })).body.data[0].url,
  );
};

describe('secrets in the database', () => {
  it('cannot be read in a full dump', async () => {
    const { id, secret } = await register();
    const rotated = (await running.call('POST', `/v1/webhooks/${id}/rotate-secret`, { body: {} })).body
      .secret;
    await sealedUnder(1);
    const texts = (await dump(running)).map(({ text }) => text);
    for (const known of [secret, rotated, OLD!]) {
      expect(texts.filter((text) => text.includes(known.replace('whsec_', '')))).toEqual([]);
    }
  });

  it(
    'stored in plain text by an older version are used as they are and sealed at the next start',
    async () => {
      const { id } = await register();
      const plain = JSON.stringify([{ secret: PLAIN, expires_at: null }]);
      await running.sql('UPDATE webhook_endpoints SET secrets = $2 WHERE id = $1', [id, plain]);
      await sendTest(id);
      expect(await arrivesSigned(PLAIN)).toBe(true);
      receiver.requests.length = 0;
      await restart(OLD!);
      await sealedUnder(1);
      await sendTest(id);
      expect(await arrivesSigned(PLAIN)).toBe(true);
    },
    RESTARTS_MS,
  );

  it(
    'move to a new key that is listed first; then the old one may go',
    async () => {
      const { id, secret } = await register();
      const link = await unsubscribeLink();
      const [before] = await sealedUnder(1);
      await restart(NEW!, OLD!);
      await sealedUnder(1, ([now]) => now !== before);
      await restart(NEW!);
      await sendTest(id);
      expect(await arrivesSigned(secret)).toBe(true);
      expect((await running.call('GET', link.pathname, { key: null })).status).toBe(200);
    },
    RESTARTS_MS,
  );

  it(
    'sealed under a missing key raise an alarm; nothing is sent unsigned, and nothing counts as failed',
    async () => {
      const { id, secret } = await register();
      await restart(OTHER!);
      await logged('secrets sealed');
      const { body } = await running.call('GET', '/health/ready', { key: null });
      expect(body.alarms.map(({ code }: { code: string }) => code)).toContain('secrets_unreadable');
      await sendTest(id);
      await logged('webhook not signed');
      await restart(OTHER!, NEW!);
      await running.sql("UPDATE webhook_deliveries SET due_at = now() WHERE status = 'pending'");
      expect(await arrivesSigned(secret)).toBe(true);
      expect(receiver.requests).toHaveLength(1);
      const delivered = await eventually(async () => {
        const { data } = await running.get(`/v1/webhooks/${id}/logs`);
        return data[0].status === 'delivered' ? data[0] : null;
      });
      expect(delivered.attempts).toHaveLength(1);
      expect(await running.get(`/v1/webhooks/${id}`)).toMatchObject({ consecutive_failures: 0 });
    },
    RESTARTS_MS,
  );

  it(
    'sealed under a key that is lost for good are forgotten once their receiver has a new secret',
    async () => {
      await running.sql('WITH others AS (DELETE FROM webhook_endpoints) DELETE FROM unsubscribe_keys');
      const { id } = await register();
      await restart(OLD!);
      await logged('secret unreadable');
      const body = { overlap_seconds: 0 };
      const rotated = await running.call('POST', `/v1/webhooks/${id}/rotate-secret`, { body });
      await restart(OLD!);
      await logged('secrets sealed');
      expect((await running.call('GET', '/health/ready', { key: null })).body.alarms).toEqual([]);
      expect(running.program.lines.filter((line) => line.includes('secret unreadable'))).toEqual([]);
      await sendTest(id);
      expect(await arrivesSigned(rotated.body.secret)).toBe(true);
    },
    RESTARTS_MS,
  );

  it(
    'that become unreadable during their overlap do not hold up what a newer one signs',
    async () => {
      const { id } = await register();
      const rotate = (seconds: number) =>
        running.call('POST', `/v1/webhooks/${id}/rotate-secret`, { body: { overlap_seconds: seconds } });
      await rotate(3600);
      await restart(NEW!);
      const rotated = await rotate(0);
      await sendTest(id);
      expect(await arrivesSigned(rotated.body.secret)).toBe(true);
    },
    RESTARTS_MS,
  );

  it(
    'need no setting: a key is made at the first start and kept in DATA_DIR',
    async () => {
      await restart();
      const { id, secret } = await register();
      await restart();
      await sendTest(id);
      expect(await arrivesSigned(secret)).toBe(true);
    },
    RESTARTS_MS,
  );
});
