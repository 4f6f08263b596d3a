import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { mailWithFile } from './support/mails.js';
import { Service } from './support/service.js';
import { TriggerGate } from './support/trigger-gate.js';

let api: Service;
let elsewhere: string;
/** Stops whoever releases an event after an attempt. */
let attempt: TriggerGate | undefined;
const running: Service[] = [];
beforeEach(async () => {
  elsewhere = await mkdtemp(join(tmpdir(), 'postroom-elsewhere-'));
  api = await Service.start({ role: 'api' });
});
afterEach(async () => {
  await attempt?.end();
  attempt = undefined;
  await Promise.all(running.splice(0).map((service) => service.program.stop()));
  await api?.stop();
  await rm(elsewhere, { recursive: true, force: true });
});

async function start(role: 'api' | 'worker', env: Record<string, string> = {}): Promise<Service> {
  const service = await Service.start({ role, beside: api, env });
  running.push(service);
  return service;
}

async function handIn(): Promise<string> {
  const raw = mailWithFile('ann@customer.example', 'Broken lamp', 'a photograph');
  const headers = { 'content-type': 'message/rfc822' };
  return (await api.call('POST', '/v1/inbound', { raw, headers })).body.event_id;
}

describe('processes that do not share a store', () => {
  it('lose nothing: mail waits, readiness says what for, and it is filed as soon as they share one', async () => {
    attempt = await TriggerGate.at(
      api,
      1,
      `BEFORE UPDATE ON inbox_events FOR EACH ROW WHEN (OLD.status = 'processing' AND NEW.status = 'received')`,
    );
    const apart = await start('worker', { DATA_DIR: elsewhere });
    const eventId = await handIn();
    const waiting = await eventually(async () => {
      const event = await api.get(`/v1/events/${eventId}`);
      return event.last_error === null ? null : event;
    });
    expect(waiting).toMatchObject({ status: 'received', last_error: { code: 'blob_missing' } });
    await attempt.shut();
    await attempt.reached(); // it is tried once more, and still waits for the same bytes
    const { alarms } = await api.get('/health/ready');
    expect(alarms).toContainEqual({
      code: 'blobs_missing',
      detail: expect.stringContaining('let all processes share one store'),
    });

    await attempt.open();

    await apart.program.stop();
    await start('worker');
    expect(await api.ended(eventId)).toMatchObject({ status: 'processed', last_error: null });
  });

  it('answer 503 for a file that is in another store', async () => {
    await start('worker');
    const { outcome } = await api.ended(await handIn());
    const message = await api.get(`/v1/messages/${outcome.message_id}`);
    const content = `/v1/attachments/${message.attachments[0].id}/content`;
    expect((await api.call('GET', content)).bytes.toString()).toBe('a photograph');

    const apart = await start('api', { DATA_DIR: elsewhere });
    expect(await apart.call('GET', content)).toMatchObject({
      status: 503,
      body: { type: '/problems/storage-unavailable', detail: expect.stringContaining('share one store') },
    });
  });
});
