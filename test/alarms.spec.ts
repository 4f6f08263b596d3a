import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { reconcile } from './support/reconcile.js';
import { Service } from './support/service.js';
import { signed } from './support/sign.js';
import { Simulator } from './support/simulator.js';

const OTHER_SECRET = 'whsec_b3RoZXItc2VjcmV0LW9mLWEtdGVzdC0wMDAwMDAx';

let simulator: Simulator | undefined;
let service: Service | undefined;
afterEach(async () => {
  await service?.stop();
  await simulator?.stop();
  [service, simulator] = [undefined, undefined];
});

/**
 * Status and alarms of readiness once everything could be looked up; at first, the machine may be too busy. Ask only
 * once per process, because answers are shared for a while.
 */
const ready = (of: Service) =>
  eventually(async () => {
    const { status, body } = await of.call('GET', '/health/ready', { key: null });
    if (/could not be looked up|No answer within/.test(JSON.stringify(body))) return null;
    return { status, codes: body.alarms.map(({ code }: { code: string }) => code) };
  });

/** Names and labels of the reconcile metrics in `/metrics`. */
async function reconcileMetrics(of: Service): Promise<string[]> {
  const { bytes } = await of.call('GET', '/metrics', { key: null });
  const lines = bytes.toString().split('\n');
  return lines.filter((line) => line.startsWith('reconcile_')).map((line) => line.split(' ')[0]!);
}

describe('readiness has alarms for what needs a person, and stays ready', () => {
  it('none when all is well', async () => {
    service = await Service.start();
    await service.call('POST', '/webhooks/resend', { raw: '{}', headers: signed('{}') });
    expect(await ready(service)).toEqual({ status: 200, codes: [] });
    // a busy machine may take too long to open many
    const [open] = await service.sql(
      `SELECT count(*)::int AS connections FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'postroom'`,
    );
    expect(open!.connections).toBeLessThan(8);
  });

  it('for parked mail', async () => {
    simulator = await Simulator.start();
    service = await Service.start({ env: { ...simulator.env, RESEND_API_KEY: undefined } });
    await simulator.announceTo(service);
    await simulator.deliver(plainMail());
    await service.settled();
    expect(await ready(service)).toEqual({ status: 200, codes: ['mail_parked'] });
  });

  it('for guessed reply addresses: a hundred within an hour', async () => {
    service = await Service.start();
    const first = await service.handIn(plainMail());
    const forged = plainMail({ to: `reply+${first.outcome.ticket_id}@desk.example` });
    const { outcome } = await service.handIn(forged);
    expect(outcome.kind).toBe('message_held');
    const again = (times: number, agoMinutes: number) =>
      service!.sql(
        `INSERT INTO messages
         SELECT (jsonb_populate_record(message, jsonb_build_object('id', gen_random_uuid(), 'event_id', NULL, 'raw_sha256', NULL,
                   'received_at', now() - make_interval(mins => $3::int)))).*
         FROM messages AS message, generate_series(1, $2::int) WHERE message.id = $1`,
        [outcome.message_id, times, agoMinutes],
      );
    await again(50, 61);
    await again(98, 59);
    const asked = await Service.start({ role: 'api', beside: service });
    const before = await ready(asked);
    await asked.program.stop();
    expect(before).toEqual({ status: 200, codes: [] });
    await again(1, 59);
    expect(await ready(service)).toEqual({ status: 200, codes: ['reply_addresses_guessed'] });
  });

  it('for a secret that fits no webhook', async () => {
    service = await Service.start();
    for (let n = 0; n < 5; n += 1) {
      const headers = signed('{}', { secret: OTHER_SECRET });
      expect((await service.call('POST', '/webhooks/resend', { raw: '{}', headers })).status).toBe(401);
    }
    expect(await ready(service)).toEqual({ status: 200, codes: ['webhooks_all_refused'] });
  });

  it('for mail whose webhook never came', async () => {
    simulator = await Simulator.start();
    await simulator.deliver(plainMail(), { webhook: 'false' });
    service = await Service.start({ env: simulator.env });
    await service.call('POST', '/v1/ledger/reconcile');
    await service.reconciled();
    expect(await ready(service)).toEqual({ status: 200, codes: ['webhooks_missing'] });
  });

  it('for a webhook that the provider has disabled', async () => {
    simulator = await Simulator.start();
    service = await Service.start({ env: simulator.env });
    await simulator.announceTo(service);
    const reconcile = async () => {
      await service!.call('POST', '/v1/ledger/reconcile');
      await service!.reconciled();
    };
    await reconcile();
    const asked = await Service.start({ role: 'api', beside: service });
    const before = await ready(asked);
    await asked.program.stop();
    expect(before).toEqual({ status: 200, codes: [] });

    await simulator.ask('PATCH', `/webhooks/${await simulator.webhookId()}`, { status: 'disabled' });
    await reconcile();
    expect(await ready(service)).toEqual({ status: 200, codes: ['webhook_disabled'] });
    const metrics = await service.call('GET', '/metrics', { key: null });
    expect(metrics.bytes.toString()).toContain('alarms{code="webhook_disabled"} 1');
  });

  it('for a webhook whose state a key with sending access cannot read', async () => {
    simulator = await Simulator.start();
    service = await Service.start({
      env: { ...simulator.env, RESEND_API_KEY: 're_sim_sending_access' },
    });
    await service.reconciled();
    expect(await ready(service)).toEqual({ status: 200, codes: ['reconcile_failing', 'alarm_unknown'] });
  });

  it('for a webhook log that has been unreadable for more than an hour', async () => {
    simulator = await Simulator.start();
    service = await Service.start({ env: simulator.env });
    await simulator.announceTo(service);
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: '/webhooks/' });
    expect((await reconcile(service)).event_log.status).toBe('failed');
    const asked = await Service.start({ role: 'api', beside: service });
    const before = await ready(asked);
    await asked.program.stop();
    expect(before).toEqual({ status: 200, codes: [] });
    await service.sql(`UPDATE event_logs SET failing_since = now() - interval '61 minutes'`);
    expect(await ready(service)).toEqual({ status: 200, codes: ['event_log_failing'] });
  });

  it('for a list that cannot be read, until the API key of its source is removed', async () => {
    simulator = await Simulator.start();
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: '/emails/receiving' });
    const failing = await Service.start({ env: simulator.env });
    await failing.reconciled();
    expect(await ready(failing)).toEqual({ status: 200, codes: ['reconcile_failing'] });
    await failing.program.stop();
    service = await Service.start({ beside: failing, env: { RESEND_API_KEY: undefined } });
    expect(await ready(service)).toEqual({ status: 200, codes: [] });
    expect(await reconcileMetrics(service)).toEqual([]);
  });
});

it('metrics say until when a source is proven, as long as somebody proves it', async () => {
  simulator = await Simulator.start();
  const first = await Service.start({ env: simulator.env });
  await simulator.announceTo(first);
  await reconcile(first);
  const proven = await reconcileMetrics(first);
  expect(proven).toEqual(
    ['proven_timestamp_seconds', 'failing'].flatMap((name) => [
      `reconcile_${name}{source="resend",of="mail"}`,
      `reconcile_${name}{source="resend",of="events"}`,
    ]),
  );
  await first.program.stop();

  const without = await Service.start({ beside: first, env: { RESEND_API_KEY: undefined } });
  expect(await reconcileMetrics(without)).toEqual([]);
  await without.program.stop();

  service = await Service.start({ beside: first, env: simulator.env });
  expect(await reconcileMetrics(service)).toEqual(proven);
});
