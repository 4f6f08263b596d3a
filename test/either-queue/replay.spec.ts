import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { plainMail } from '../support/mails.js';
import { Service } from '../support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
  for (let n = 0; n < 4; n++) await service.handIn(plainMail());
  await service.sql(`UPDATE inbox_events SET status = 'failed', last_error = '{"code":"broken","detail":"","at":"2026-11-21T12:00:00.000Z"}'
                     WHERE id IN (SELECT id FROM inbox_events ORDER BY id LIMIT 3)`);
});
afterAll(() => service?.stop());

const replay = async (body: Record<string, unknown>) => service.call('POST', '/v1/events/replay', { body });

describe('POST /v1/events/replay', () => {
  it.each([
    [{}, '#/status'],
    [{ status: 'received' }, '#/status'],
    [{ status: 'failed', since: 'yesterday' }, '#/since'],
    [{ status: 'failed', everything: true }, '#/everything'],
  ])('refuses %j with 422', async (body, pointer) => {
    expect(await replay(body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it.each([
    [{ status: 'failed' }, 3],
    [{ status: 'failed', error_code: 'broken', source: 'inbound' }, 3],
    [{ status: 'failed', error_code: 'other' }, 0],
    [{ status: 'failed', type: 'email.bounced' }, 0],
    [{ status: 'failed', until: '2020-01-01T00:00:00.000Z' }, 0],
    [{ status: 'failed', since: '1900-01-01T00:00:00.000Z', until: '9999-12-31T23:59:59.999Z' }, 3],
    [{ status: 'processed' }, 1],
  ])('counts the events that match %j and changes nothing', async (filter, matched) => {
    const answer = await replay({ ...filter, dry_run: true });
    expect(answer).toMatchObject({ status: 202, body: { dry_run: true, matched, replayed: 0 } });
    expect((await service.get('/v1/events?status=failed')).data).toHaveLength(3);
  });

  it('replays only the events about one mail, by its id at the provider', async () => {
    const first = '(SELECT id FROM inbox_events ORDER BY id LIMIT 1)';
    await service.sql(`UPDATE inbox_events SET email_id = 'mail-1' WHERE id = ${first}`);
    const filter = { status: 'failed', email_id: 'mail-1', dry_run: true };
    expect((await replay(filter)).body).toMatchObject({ matched: 1 });
    await service.sql(`UPDATE inbox_events SET email_id = NULL WHERE id = ${first}`);
    expect((await replay(filter)).body).toMatchObject({ matched: 0 });
  });

  it('works through many by itself, reports progress, and can be cancelled', async () => {
    const address = '\'{"type":"email.delivered","data":{"email_id":"m","to":["a@b.example"]}}\'';
    await service.sql(`
      INSERT INTO inbox_events (id, source, delivery_id, delivery_key, type, kind, payload, status, due_at)
      SELECT ('01939000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'resend', n::text, sha256(n::text::bytea),
             'email.delivered', 'delivered', ${address}, 'parked', now() FROM generate_series(1, 5000) AS n`);
    const { body: begun } = await replay({ status: 'parked' });
    expect(begun).toMatchObject({ status: 'running', matched: 5000, replayed: 1000, finished_at: null });
    const ended = await service.call('POST', `/v1/events/replays/${begun.id}/cancel`);
    expect(ended.body.status).toBe('cancelled');
    expect(ended.body.replayed).toBeLessThan(5000);
    const { body: second } = await replay({ status: 'parked' });
    const done = await eventually(async () => {
      const seen = await service.get(`/v1/events/replays/${second.id}`);
      return seen.status === 'done' ? seen : null;
    });
    expect(ended.body.replayed + done.replayed).toBe(5000);
    expect(await service.get(`/v1/events/replays/${begun.id}`)).toEqual(ended.body);
    expect((await service.call('POST', `/v1/events/replays/${second.id}/cancel`)).body).toEqual(done);
    expect(
      (await service.call('GET', '/v1/events/replays/01939000-0000-7000-8000-00000000dead')).status,
    ).toBe(404);
    await service.sql("DELETE FROM inbox_events WHERE source = 'resend'");
  });

  it('runs them again without repeating what they did before', async () => {
    const messages = await service.count('messages');
    expect((await replay({ status: 'failed' })).body).toMatchObject({ matched: 3, replayed: 3 });
    await service.settled();
    expect((await service.get('/v1/events?status=processed')).data).toHaveLength(4);
    expect(await service.count('messages')).toBe(messages);
  });
});
