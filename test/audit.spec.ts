import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

const entries = async (query = '') => (await service.get(`/v1/audit?limit=100${query}`)).data;

describe('the audit log', () => {
  it('names who did what to what, from where, in which request', async () => {
    const body = { name: 'audited', preset: 'reader' };
    const created = await service.call('POST', '/v1/api-keys', { body });
    expect((await entries())[0]).toEqual({
      object: 'audit_entry',
      id: expect.any(String),
      at: expect.any(String),
      actor: 'admin',
      action: 'apiKeys.create',
      target: '/v1/api-keys',
      status: 201,
      address: '127.0.0.1',
      request_id: created.headers.get('x-request-id'),
      body_sha256: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
    });
  });

  it.each([
    ['JSON', 'application/json', '/v1/tickets', '{ "subject": "\\u0041nn",  "subject": "Ann" }\n'],
    ['a CSV file', 'text/csv', '/v1/suppressions/import', 'address\r\nann@customer.example\r\n'],
    ['a mail', 'message/rfc822', '/v1/inbound', plainMail()],
  ])('has the digest of the bytes received: %s', async (_what, type, path, raw) => {
    const sent = await service.call('POST', path, { raw, headers: { 'content-type': type } });
    expect(sent.status).toBeLessThan(300);
    const { data } = await service.get('/v1/audit?limit=1');
    const body_sha256 = createHash('sha256').update(raw).digest('hex');
    expect(data).toMatchObject([{ target: path, body_sha256 }]);
  });

  it('has no entry for a refused, repeated or reading request', async () => {
    const { body: reader } = await service.call('POST', '/v1/api-keys', {
      body: { name: 'r', preset: 'reader' },
    });
    const once = { body: { address: 'a@example.com' }, headers: { 'idempotency-key': randomUUID() } };
    const before = (await entries()).length;
    await service.call('POST', '/v1/suppressions', once);
    await service.call('POST', '/v1/suppressions', once);
    await service.call('POST', '/v1/suppressions', { ...once, body: {} });
    await service.call('POST', '/v1/suppressions', { body: { address: 'b@example.com' }, key: reader.key });
    await service.get('/v1/suppressions');
    await service.call('POST', '/v1/suppressions/check', { body: { addresses: ['a@example.com'] } });
    expect((await entries()).length).toBe(before + 1);
  });

  it('names who read raw mail and who handed it in', async () => {
    const { outcome } = await service.handIn(plainMail());
    const path = `/v1/messages/${outcome.message_id}/raw`;
    await service.call('GET', path);
    const actions = (await entries()).map(({ action, target }: Record<string, string>) => [action, target]);
    expect(actions.slice(0, 2)).toEqual([
      ['messages.raw', path],
      ['inbound.take', '/v1/inbound'],
    ]);
    for (const filter of ['target', 'object']) {
      const only = `&${filter}=${encodeURIComponent(path)}&action=messages.raw&actor=admin`;
      expect(await entries(only)).toHaveLength(1);
    }
    expect(await entries('&until=2020-01-01T00:00:00.000Z')).toEqual([]);
  });

  it.each(['UPDATE audit_log SET actor = $$nobody$$', 'DELETE FROM audit_log', 'TRUNCATE audit_log'])(
    'cannot be changed: %s',
    async (statement) => {
      await expect(service.sql(statement)).rejects.toThrow('audit_log is append-only');
    },
  );

  it('can be exported as CSV, and logs the export too', async () => {
    const csv = await service.call('GET', '/v1/audit/export?action=messages.raw');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [header, ...rows] = csv.bytes.toString().trimEnd().split('\r\n');
    expect(header).toBe('at,actor,action,target,status,address,request_id,body_sha256');
    expect(rows).toHaveLength(1);
    expect((await entries())[0].action).toBe('audit.export');
  });

  it('can be read only by those who may manage keys', async () => {
    const { body } = await service.call('POST', '/v1/api-keys', { body: { name: 'o', preset: 'operator' } });
    expect((await service.call('GET', '/v1/audit', { key: body.key })).status).toBe(403);
  });
});
