import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
  for (let n = 0; n < 4; n++) await service.handIn(plainMail());
  await service.sql(`UPDATE inbox_events SET status = 'failed', last_error = '{"code":"broken","detail":"","at":""}'
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
    [{ status: 'processed' }, 1],
  ])('counts what %j meets and changes nothing', async (filter, matched) => {
    const answer = await replay({ ...filter, dry_run: true });
    expect(answer).toMatchObject({ status: 202, body: { dry_run: true, matched, replayed: 0 } });
    expect((await service.get('/v1/events?status=failed')).data).toHaveLength(3);
  });

  it('runs them again; what they did before is not done twice', async () => {
    const messages = await service.count('messages');
    expect((await replay({ status: 'failed' })).body).toMatchObject({ matched: 3, replayed: 3 });
    await service.settled();
    expect((await service.get('/v1/events?status=processed')).data).toHaveLength(4);
    expect(await service.count('messages')).toBe(messages);
  });
});
