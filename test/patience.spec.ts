import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';

const API = '/emails/receiving/';

let simulator: Simulator;
let service: Service;
beforeEach(async () => {
  simulator = await Simulator.start();
  service = await Service.start({ env: simulator.env });
  await simulator.announceTo(service);
});
afterEach(async () => {
  await service?.stop();
  await simulator?.stop();
});

const replay = (id: string) => service.call('POST', `/v1/events/${id}/replay`);

/** The event of a mail that came long ago and has been parked since. */
async function parkedLongAgo(days: number): Promise<string> {
  await simulator.fault({ kind: 'http_error', status: 403, name: 'email_above_quota', count: 1, path: API });
  const { email_id } = await simulator.deliver(plainMail());
  const { data } = await service.get(`/v1/events?email_id=${email_id}`);
  expect(await service.ended(data[0].id)).toMatchObject({ status: 'parked' });
  return age(data[0].id, days);
}

/** Makes the event that old; its id contains the time too. */
async function age(id: string, days: number): Promise<string> {
  const ms = Date.now() - days * 24 * 3600 * 1000;
  const time = ms.toString(16).padStart(12, '0');
  const aged = `${time.slice(0, 8)}-${time.slice(8)}${id.slice(13)}`;
  await service.sql('UPDATE inbox_events SET id = $2, received_at = $3 WHERE id = $1', [
    id,
    aged,
    new Date(ms),
  ]);
  return aged;
}

describe('mail that was parked for longer than any retry lasts and is then replayed', () => {
  it.each([
    ['asks for a pause', { kind: 'rate_limited' }],
    ['fails', { kind: 'http_error', status: 500 }],
    ['does not know the mail for a moment', { kind: 'not_found' }],
  ])('is retried when the provider %s', async (_what, fault) => {
    const id = await parkedLongAgo(5);
    await simulator.fault({ ...fault, count: 1, path: API });
    expect((await replay(id)).status).toBe(202);
    const { status, outcome } = await service.ended(id);
    expect({ status, outcome }).toMatchObject({ status: 'processed', outcome: { kind: 'ticket_opened' } });
    expect(outcome.reason).toBeUndefined();
  });

  it('does not count as late: metrics and alarms leave out the time it was parked', async () => {
    const id = await parkedLongAgo(30);
    await simulator.fault({ kind: 'latency', latency_ms: 10_000, count: null, path: API });
    await replay(id);
    const { body } = await service.call('GET', '/health/ready', { key: null });
    expect(body.alarms.map(({ code }: { code: string }) => code)).not.toContain('inbox_behind');
    const { bytes } = await service.call('GET', '/metrics', { key: null });
    const [, seconds] = /^inbox_oldest_pending_seconds (\S+)$/m.exec(bytes.toString())!;
    expect(Number(seconds)).toBeLessThan(60);
  });
});

describe('mail that has waited for longer than any retry lasts', () => {
  it('keeps waiting if the service stops meanwhile', async () => {
    const id = await parkedLongAgo(5);
    await simulator.fault({ kind: 'latency', latency_ms: 10_000, count: 1, path: API });
    await replay(id);
    await eventually(async () => {
      const [row] = await service.sql("SELECT FROM inbox_events WHERE status = 'processing'");
      return row === undefined ? null : true;
    });
    await service.sql("UPDATE inbox_events SET runnable_since = now() - interval '5 days'");
    await service.program.stop();
    const next = await Service.start({ beside: service });
    expect(await next.ended(id)).toMatchObject({ status: 'processed', outcome: { kind: 'ticket_opened' } });
    await next.program.stop();
  });

  it('is given up in the end', async () => {
    const id = await parkedLongAgo(5);
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: API });
    await replay(id);
    await eventually(async () => ((await service.get(`/v1/events/${id}`)).attempts > 1 ? true : null));
    await service.sql("UPDATE inbox_events SET runnable_since = now() - interval '5 days'");
    expect(await service.ended(id)).toMatchObject({
      status: 'failed',
      last_error: { code: 'provider_unavailable' },
    });
  });
});
