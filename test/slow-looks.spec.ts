import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from './support/eventually.js';
import { Service } from './support/service.js';
import { signed } from './support/sign.js';

const OTHER_SECRET = 'whsec_b3RoZXItc2VjcmV0LW9mLWEtdGVzdC0wMDAwMDAx';

let service: Service;
let client: pg.Client | undefined;
afterEach(async () => {
  await client?.end();
  client = undefined;
  await service?.stop();
});

const alarms = async (): Promise<string[]> => {
  const { body } = await service.call('GET', '/health/ready', { key: null });
  return body.alarms.map(({ code }: { code: string }) => code);
};

it('a lookup that takes too long is also cancelled in the database, and other alarms still show', async () => {
  service = await Service.start({ role: 'api' });
  for (let n = 0; n < 5; n += 1) {
    await service.call('POST', '/webhooks/resend', {
      raw: '{}',
      headers: signed('{}', { secret: OTHER_SECRET }),
    });
  }
  client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE inbox_events IN ACCESS EXCLUSIVE MODE');
  await eventually(async () => {
    const codes = await alarms();
    return codes.includes('alarm_unknown') && codes.includes('webhooks_all_refused') ? true : null;
  }, 20_000);
  const waiting = `SELECT FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock' AND now() - query_start > interval '2 seconds'`;
  expect(await service.sql(waiting)).toEqual([]);
});

describe('a source that falls silent', () => {
  /** Forty events in each of the last three full hours. */
  const speak = (source: string, daysAgo: number) =>
    service.sql(
      `INSERT INTO inbox_events (id, source, delivery_id, delivery_key, type, kind, received_at, payload, status, due_at)
       SELECT (substr(time, 1, 8) || '-' || substr(time, 9, 4) || '-7000-8000-' || substr(md5($1), 1, 8) || lpad(to_hex(n), 4, '0'))::uuid,
              $1, time || n, sha256(convert_to($1 || time || n, 'UTF8')), 'email.opened', 'opened', at, 'null', 'ignored', at
       FROM (SELECT n, at, lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS time
             FROM (SELECT n, date_trunc('hour', now()) - make_interval(days => $2::int, mins => n * 4 + 7) AS at
                   FROM generate_series(0, 40) AS n) AS moments) AS events`,
      [source, daysAgo],
    );

  it('is an alarm if it usually sends at this hour, until it sends again', async () => {
    service = await Service.start();
    for (let daysAgo = 1; daysAgo <= 4; daysAgo += 1) {
      await speak('resend', daysAgo);
      await speak('reloop', daysAgo);
    }
    await speak('reloop', 0);
    await eventually(async () => ((await alarms()).includes('source_silent') ? true : null));
    const { body } = await service.call('GET', '/health/ready', { key: null });
    const told = body.alarms.filter(({ code }: { code: string }) => code === 'source_silent');
    expect(told).toEqual([
      {
        code: 'source_silent',
        detail: 'No event of resend for 3 hours, against 41 usually: is its webhook still on?',
      },
    ]);
    const raw = '{"type":"email.opened"}';
    const { status } = await service.call('POST', '/webhooks/resend', { raw, headers: signed(raw) });
    expect(status).toBe(200);
    await eventually(async () => ((await alarms()).includes('source_silent') ? null : true));
  });
});
