import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ role: 'api' });
});
afterAll(() => service?.stop());

const create = async (body: Record<string, unknown>, key?: string) =>
  service.call('POST', '/v1/api-keys', { body: { name: 'test', ...body }, ...(key && { key }) });

describe('POST /v1/api-keys', () => {
  it.each([
    [{}, '#/scopes'],
    [{ scopes: ['events:read'], preset: 'reader' }, '#/scopes'],
    [{ scopes: [] }, '#/scopes'],
    [{ scopes: ['everything'] }, '#/scopes'],
    [{ preset: 'root' }, '#/preset'],
    [{ preset: 'reader', expires_at: '2020-01-01T00:00:00.000Z' }, '#/expires_at'],
    [{ preset: 'reader', admin: true }, '#/admin'],
  ])('refuses %j with 422 and names the member', async (body, pointer) => {
    const answer = await create(body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('refuses null for a member that is merely optional', async () => {
    expect(await create({ scopes: null })).toMatchObject({ status: 422 });
    expect(await create({ preset: 'mta', expires_at: null })).toMatchObject({ status: 422 });
  });

  it('has presets with no more scopes than their purpose needs', async () => {
    const answer = await create({ preset: 'mta' });
    expect(answer).toMatchObject({ status: 201, body: { scopes: ['inbound:write'] } });
    expect((await service.call('GET', '/v1/tickets', { key: answer.body.key })).status).toBe(403);
  });

  it("grants no scope that the caller's own key lacks", async () => {
    const { body: manager } = await create({ scopes: ['keys:*', 'events:read'] });
    expect((await create({ scopes: ['events:read'] }, manager.key)).status).toBe(201);
    const beyond = await create({ preset: 'agent' }, manager.key);
    expect(beyond).toMatchObject({ status: 403, body: { type: '/problems/scope-not-yours' } });
  });

  it('stores nothing that could be used as a key', async () => {
    const { body } = await create({ preset: 'reader' });
    const [row] = await service.sql<{ row: string }>(
      'SELECT api_keys::text AS row FROM api_keys WHERE id = $1',
      [body.id],
    );
    expect(row!.row).toContain(body.prefix);
    expect(row!.row).not.toContain(body.key.slice(-32));
  });
});

describe('a key', () => {
  it('answers 401 from its expiry on, but stays listed', async () => {
    const { body } = await create({ preset: 'reader', expires_at: '2099-01-01T00:00:00.000Z' });
    expect((await service.call('GET', '/v1/events', { key: body.key })).status).toBe(200);
    await service.sql('UPDATE api_keys SET expires_at = now() WHERE id = $1', [body.id]);
    const late = await service.call('GET', '/v1/events', { key: body.key });
    expect(late).toMatchObject({ status: 401, body: { type: '/problems/key-invalid' } });
  });

  it('is compared as a whole: one with the same beginning is refused, or is another key', async () => {
    const [one, two] = [(await create({ preset: 'reader' })).body, (await create({ preset: 'mta' })).body];
    const changed = one.key.slice(0, -1) + (one.key.endsWith('a') ? 'b' : 'a');
    for (const wrong of [changed, one.prefix, `${one.key}x`, 'x']) {
      expect((await service.call('GET', '/v1/events', { key: wrong })).status).toBe(401);
    }
    const alike = `${one.prefix}_${two.key.slice(-32)}`;
    await service.sql('UPDATE api_keys SET prefix = $2, sha256 = sha256($3) WHERE id = $1', [
      two.id,
      one.prefix,
      Buffer.from(alike),
    ]);
    expect((await service.call('GET', '/v1/events', { key: one.key })).status).toBe(200);
    expect((await service.call('GET', '/v1/events', { key: alike })).status).toBe(403);
  });

  it('says when it was last used, and is never shown again', async () => {
    const { body } = await create({ preset: 'reader' });
    await service.call('GET', '/v1/events', { key: body.key });
    const { data } = await service.get('/v1/api-keys?limit=1');
    expect(data).toEqual([expect.objectContaining({ id: body.id, last_used_at: expect.any(String) })]);
    expect(data[0]).not.toHaveProperty('key');
  });

  it('that is revoked on one node is refused by all within a second', async () => {
    const other = await Service.start({ role: 'api', beside: service });
    const { body } = await create({ preset: 'reader' });
    expect((await other.call('GET', '/v1/events', { key: body.key })).status).toBe(200);
    expect((await service.call('DELETE', `/v1/api-keys/${body.id}`)).status).toBe(204);
    expect((await other.call('GET', '/v1/events', { key: body.key })).status).toBe(401);
    await other.program.stop();
  });
});

describe('rate limits', () => {
  let limited: Service;
  beforeAll(async () => {
    const env = { API_REQUESTS_PER_SECOND: '1', API_REFUSALS_PER_MINUTE: '3', TRUST_PROXY: '127.0.0.1' };
    limited = await Service.start({ role: 'api', beside: service, env });
  });
  afterAll(() => limited?.program.stop());

  it('answer 429 to a key that asks too often, with when to come back and the limit', async () => {
    const { body } = await create({ preset: 'reader' });
    const answers = [];
    const ask = () => limited.call('GET', '/v1/events', { key: body.key });
    for (let n = 0; n < 10; n++) answers.push(await ask());
    expect(answers[0]!.headers.get('ratelimit-policy')).toBe('"key";q=10;w=10');
    expect(answers[0]!.headers.get('ratelimit')).toBe('"key";r=9;t=0');
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    // on a slow machine it may have earned some more by now
    const refused = await eventually(async () => {
      const more = await Promise.all(Array.from({ length: 20 }, ask));
      return more.find(({ status }) => status !== 200) ?? null;
    });
    expect(refused).toMatchObject({ status: 429, body: { type: '/problems/rate-limited' } });
    expect(refused.headers.get('retry-after')).toBe('1');
  });

  it('answer 429 to an address that guesses keys, but let a key pass that worked lately', async () => {
    const { body: known } = await create({ preset: 'reader' });
    const { body: fresh } = await create({ preset: 'reader' });
    const ask = async (key: string) => (await limited.call('GET', '/v1/events', { key })).status;
    expect(await ask(known.key)).toBe(200);
    const guesses = [];
    for (let n = 0; n < 5; n++) guesses.push(await ask(`pr_guess_${n}`));
    expect(guesses).toEqual([401, 401, 401, 429, 429]);
    expect(await ask(known.key)).toBe(200);
    expect(await ask(fresh.key)).toBe(429);
  });

  it('answer no more guesses sent at once than guesses sent in turn, and do not count a good key', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const ask = async (key: string | null, address: string) =>
      (await limited.call('GET', '/v1/events', { key, headers: from(address) })).status;
    const statuses = (of: Promise<number>[]) => Promise.all(of);
    const guesses = await statuses(
      Array.from({ length: 60 }, (_, n) => ask(`pr_guess_${n}`, '198.51.100.1')),
    );
    expect(guesses.filter((status) => status === 401)).toHaveLength(3);
    expect(guesses.filter((status) => status === 429)).toHaveLength(57);
    const one = await statuses(Array.from({ length: 60 }, () => ask('pr_guess', '198.51.100.2')));
    expect(one.filter((status) => status === 401)).toHaveLength(3);
    const { body } = await create({ preset: 'reader' });
    const first = await statuses(Array.from({ length: 10 }, () => ask(body.key, '198.51.100.3')));
    expect(first).toEqual(Array(10).fill(200));
    expect(await statuses([1, 2, 3, 4].map(() => ask(null, '198.51.100.3')))).toEqual([401, 401, 401, 429]);
  });

  it('count a revoked key as a guess', async () => {
    const { body } = await create({ preset: 'reader' });
    const headers = { 'x-forwarded-for': '198.51.100.4' };
    const ask = async () => (await limited.call('GET', '/v1/events', { key: body.key, headers })).status;
    expect(await ask()).toBe(200);
    expect((await service.call('DELETE', `/v1/api-keys/${body.id}`)).status).toBe(204);
    const asked = [];
    for (let n = 0; n < 6; n++) asked.push(await ask());
    expect(asked).toEqual([401, 401, 401, 401, 429, 429]);
  });

  it.each([
    ['a new port of its own', (n: number) => `203.0.113.7:${1024 + n}`],
    ['a new address of its own network', (n: number) => `2001:db8:1:2::${n.toString(16)}`],
  ])('recognise a guesser behind a proxy who uses %s each time', async (_what, spelled) => {
    let guesses = 0;
    await eventually(async () => {
      guesses += 1;
      const headers = { 'x-forwarded-for': spelled(guesses) };
      const { status } = await limited.call('GET', '/v1/events', { key: `pr_guess_${guesses}`, headers });
      return status === 429 ? true : null;
    });
    expect(guesses).toBeGreaterThan(3);
  });

  it('never apply to webhooks and health checks', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      expect((await limited.call('GET', path, { key: null })).status).toBe(200);
    }
    const refused = await limited.call('POST', '/webhooks/resend', { raw: '{}', key: null });
    expect(refused).toMatchObject({ status: 401, body: { type: '/problems/signature-invalid' } });
  });
});
