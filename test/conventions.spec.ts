import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, Service } from './support/service.js';
import { TableGate } from './support/table-gate.js';

const MAIL = ['From: ann@example.com', 'To: help@example.org', 'Subject: Lamp', '', 'It is broken.', ''].join(
  '\r\n',
);

let service: Service;
let ticketPath: string;
let rawPath: string;
beforeAll(async () => {
  service = await Service.start();
  const { outcome } = await service.handIn(MAIL);
  ticketPath = `/v1/tickets/${outcome.ticket_id}`;
  rawPath = `/v1/messages/${outcome.message_id}/raw`;
});
afterAll(() => service?.stop());

describe('every answer', () => {
  it('names its request, and so does a problem', async () => {
    const answer = await service.call('GET', '/v1/nowhere');
    expect(answer.headers.get('x-request-id')).toBe(answer.body.request_id);
  });

  it.each([
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
    ['cache-control', 'no-store'],
    ['x-powered-by', null],
    ['server', null],
    ['access-control-allow-origin', null],
  ])('carries %s: %s', async (name, value) => {
    const answer = await service.call('GET', '/health/live', { headers: { origin: 'https://example.net' } });
    expect(answer.headers.get(name)).toBe(value);
  });
});

describe('a list', () => {
  it('has the same form even where there is only ever one page', async () => {
    expect(Object.keys(await service.get('/v1/ledger/reconcile')).sort()).toEqual(
      Object.keys(await service.get('/v1/tickets')).sort(),
    );
  });

  it('can be limited by a start and an end time', async () => {
    const { received_at: at } = (await service.get('/v1/messages')).data[0];
    const later = new Date(Date.parse(at) + 1).toISOString();
    const found = async (query: string) => (await service.get(`/v1/messages?${query}`)).data.length;
    expect([await found(`since=${at}`), await found(`until=${later}`)]).toEqual([1, 1]);
    expect([await found(`since=${later}`), await found(`until=${at}`)]).toEqual([0, 0]);
  });
});

describe('a body that nobody would write by hand', () => {
  it.each([
    ['nested 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['of 90,000 members', `{${Array.from({ length: 90_000 }, (_, n) => `"m${n}":1`).join()}}`],
    ['of 90,000 empty objects', `{"conditions":[${Array.from({ length: 90_000 }, () => '{}').join()}]}`],
  ])('%s is refused before it is inspected', async (_what, raw) => {
    const answer = await service.call('POST', '/v1/rules', {
      raw,
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, answer.body.type]).toEqual([400, '/problems/bad-request']);
    expect(answer.bytes.length).toBeLessThan(1_000);
  });
});

describe('a refusal says what to do', () => {
  it.each([
    ['PUT', '/v1/tickets', 'GET, HEAD, POST'],
    ['DELETE', '/v1/tickets/01939000-0000-7000-8000-00000000dead', 'GET, HEAD, PATCH'],
    ['POST', '/health/live?x=1', 'GET, HEAD'],
  ])('to %s %s: 405, with what is allowed: %s', async (method, path, allow) => {
    const answer = await service.call(method, path, { key: null });
    expect(answer).toMatchObject({ status: 405, body: { type: '/problems/method-not-allowed' } });
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it.each(['/v1/nothing', '/v1/tickets/', '/v1', '/V1/tickets'])(
    'for an unknown path, %s: 404',
    async (path) => {
      const answer = await service.call('PUT', path);
      expect(answer).toMatchObject({ status: 404, body: { type: '/problems/route-not-found' } });
      expect(answer.headers.get('allow')).toBeNull();
    },
  );

  it('about keys: how to send one, what is wrong with it, which scope is missing', async () => {
    const body = { name: 'x', preset: 'mta' };
    const { key } = (await service.call('POST', '/v1/api-keys', { body })).body;
    const challenge = async (by: string | null) =>
      (await service.call('GET', '/v1/tickets', { key: by })).headers.get('www-authenticate');
    expect(await challenge(null)).toBe('Bearer');
    expect(await challenge('pr_nobody')).toBe('Bearer error="invalid_token"');
    expect(await challenge(key)).toBe('Bearer error="insufficient_scope", scope="tickets:read"');
  });

  it.each([
    ['/v1/tickets/7', 'id'],
    ['/v1/events/01939000-0000-7000-8000-00000000dea', 'id'],
    ['/v1/webhooks/01939000-0000-7000-8000-00000000dead/logs/x/replay', 'delivery_id', 'POST'],
    ['/v1/review/x/accept', 'message_id', 'POST'],
    ['/v1/tickets?mailbox_id=7', 'mailbox_id'],
    ['/v1/messages?ticket_id=7', 'ticket_id'],
  ])('about an invalid id, by its name: %s', async (path, name, method = 'GET') => {
    const answer = await service.call(method, path);
    const errors = [{ pointer: `#/${name}`, detail: `${name} must be a UUID` }];
    expect(answer).toMatchObject({ status: 422, body: { type: '/problems/validation-failed', errors } });
  });

  it('about missing and unknown members, each once', async () => {
    const { body } = await service.call('POST', '/v1/suppressions', { body: { addres: 'ann@example.com' } });
    expect(body.errors).toEqual([
      { pointer: '#/addres', detail: 'addres is not known here' },
      { pointer: '#/address', detail: 'address is missing' },
    ]);
    expect(body.detail).toBe('addres is not known here; address is missing.');
  });

  it('about a value of the wrong type, and nothing else about it', async () => {
    const body = { name: 'Returns', patterns: 'returns@example.com', default_tags: 7, reopen_days: 'ten' };
    const answer = await service.call('POST', '/v1/mailboxes', { body });
    expect(answer.body.errors).toEqual([
      { pointer: '#/patterns', detail: 'patterns must be an array' },
      { pointer: '#/default_tags', detail: 'default_tags must be an array' },
      { pointer: '#/reopen_days', detail: 'reopen_days must be an integer number' },
    ]);
  });

  it('about the first three errors, and how many more there are', async () => {
    const { body } = await service.call('GET', '/v1/tickets?a=1&b=2&c=3&limit=0');
    expect(body.errors).toHaveLength(4);
    expect(body.detail).toBe('a is not known here; b is not known here; c is not known here; and 1 more.');
  });

  it('about the member of a list entry', async () => {
    const body = { name: 'Returns', patterns: ['returns@example.com', 'nobody'] };
    const answer = await service.call('POST', '/v1/mailboxes', { body });
    expect(answer.body.detail).toBe('patterns/1: must be local@domain, local+tag@domain or *@domain.');
  });
});

it('a request that found no free connection to the database is told so, and so is the log', async () => {
  const gate = await TableGate.shut(service, 'tickets');
  const moreThanConnections = Array.from({ length: 20 }, () => service.call('GET', ticketPath));
  const first = await Promise.race(moreThanConnections);
  await gate.open();
  const detail = 'All connections to it are in use. A write may have taken effect. Try again shortly.';
  expect(first.body).toMatchObject({ type: '/problems/database-unavailable', detail });
  expect(first.headers.get('retry-after')).toBe('5');
  const logged = service.program.lines.find((line) => line.includes(first.body.request_id));
  expect(JSON.parse(logged!)).toMatchObject({ status: 503, problem: 'database-unavailable', detail });
  await Promise.all(moreThanConnections);
});

describe('a created resource', () => {
  it.each([
    ['/v1/tickets', () => '/v1/tickets', { subject: 'Lamp' }],
    ['/v1/messages', () => `${ticketPath}/notes`, { text: 'Seen.' }],
    ['/v1/mailboxes', () => '/v1/mailboxes', { name: 'Returns' }],
    ['/v1/rules', () => '/v1/rules', { name: 'None', conditions: [], actions: {} }],
    ['/v1/webhooks', () => '/v1/webhooks', { url: 'https://example.com/hook', events: ['*'] }],
  ])('in %s can be read at its Location, as it was answered', async (list, at, body) => {
    const made = await service.call('POST', at(), { body });
    expect(made).toMatchObject({ status: 201 });
    expect(made.headers.get('location')).toBe(`${list}/${made.body.id}`);
    const read = await service.call('GET', made.headers.get('location')!);
    expect(made.body).toMatchObject(read.body);
    if ('version' in read.body) expect(made.headers.get('etag')).not.toBeNull();
  });
});

it('openapi.json is not sent twice to a client that keeps it, and exists in one form only', async () => {
  const first = await service.call('GET', '/openapi.json', { key: null });
  expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const etag = first.headers.get('etag')!;
  const again = await service.call('GET', '/openapi.json', { key: null, headers: { 'if-none-match': etag } });
  expect([again.status, again.bytes.length]).toEqual([304, 0]);
  expect((await service.call('HEAD', '/openapi.json', { key: null })).status).toBe(200);
  expect((await service.call('GET', '/docs', { key: null })).status).toBe(200);
  for (const path of ['/docs-yaml', '/docs-json']) {
    expect([path, (await service.call('GET', path, { key: null })).status]).toEqual([path, 404]);
  }
});

it('every call and every filter in openapi.json has a description', async () => {
  const { paths } = await service.get('/openapi.json');
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an OpenAPI document is JSON
  const operations = Object.values<any>(paths).flatMap((item) => Object.values<any>(item));
  expect(operations.filter(({ summary }) => !summary).map(({ operationId }) => operationId)).toEqual([]);
  const silent = operations.flatMap(({ operationId, parameters }) =>
    parameters
      .filter((one: { in: string; description?: string }) => one.in === 'query' && !one.description)
      .map(({ name }: { name: string }) => `${operationId} ${name}`),
  );
  expect(silent).toEqual([]);
});

describe('Prefer: return=minimal', () => {
  it('omits the body of a change and keeps its ETag', async () => {
    const answer = await service.call('PATCH', ticketPath, {
      body: { priority: 'high' },
      headers: { prefer: 'respond-async, return=minimal' },
    });
    expect(answer.status).toBe(204);
    expect(answer.bytes).toHaveLength(0);
    expect(answer.headers.get('preference-applied')).toBe('return=minimal');
    expect(answer.headers.get('etag')).toBe((await service.call('GET', ticketPath)).headers.get('etag'));
  });
});

describe('ETags', () => {
  const first = async (list: string) => `${list}/${(await service.get(list)).data[0].id}`;
  const makeRule = async () => {
    const body = { name: 'First', conditions: [], actions: {} };
    return `/v1/rules/${(await service.call('POST', '/v1/rules', { body })).body.id}`;
  };

  it.each([
    ['ticket', 'PATCH', () => Promise.resolve(ticketPath), { priority: 'low' }],
    ['mailbox', 'PATCH', () => first('/v1/mailboxes'), { name: 'Front desk' }],
    ['contact', 'PATCH', () => first('/v1/contacts'), { name: 'Ann' }],
    ['rule', 'PUT', makeRule, { name: 'Second', conditions: [], actions: { spam: true } }],
  ])('tell the second of two who change the same %s about it: 412', async (_, method, at, body) => {
    const path = await at();
    const etag = (await service.call('GET', path)).headers.get('etag')!;
    const change = () => service.call(method, path, { body, headers: { 'if-match': etag } });
    const both = await Promise.all([change(), change()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const changed = both.find(({ status }) => status === 200)!;
    expect(await service.get(path)).toEqual(changed.body);
    const anew = { 'if-match': changed.headers.get('etag')! };
    expect((await service.call(method, path, { body, headers: anew })).status).toBe(200);
    expect((await service.call(method, path, { body })).status).toBe(200);
  });

  it("of a merge and an unmerge are the ticket's, which can be changed at once", async () => {
    const open = async () =>
      (await service.call('POST', '/v1/tickets', { body: { subject: 'Twin' } })).body.id;
    const [from, into] = [await open(), await open()];
    const changeAt = async ({ headers, body: ticket }: Answer) => {
      const change = { body: { priority: 'high' }, headers: { 'if-match': headers.get('etag')! } };
      return [ticket.id, (await service.call('PATCH', `/v1/tickets/${ticket.id}`, change)).status];
    };
    const body = { into_ticket_id: into };
    expect(await changeAt(await service.call('POST', `/v1/tickets/${from}/merge`, { body }))).toEqual([
      into,
      200,
    ]);
    expect(await changeAt(await service.call('POST', `/v1/tickets/${from}/unmerge`))).toEqual([from, 200]);
  });

  it.each([() => ticketPath, () => rawPath])('spare the caller what it already has: 304', async (path) => {
    const first = await service.call('GET', path());
    const etag = first.headers.get('etag')!;
    const again = await service.call('GET', path(), { headers: { 'if-none-match': `"other", ${etag}` } });
    expect(again.status).toBe(304);
    expect(again.bytes).toHaveLength(0);
    const other = await service.call('GET', path(), { headers: { 'if-none-match': '"other"' } });
    expect(other.bytes.equals(first.bytes)).toBe(true);
  });
});

describe('CORS', () => {
  it('applies to the configured origins only', async () => {
    const env = { CORS_ORIGINS: 'https://console.example.com' };
    const open = await Service.start({ role: 'api', beside: service, env });
    const preflight = (origin: string) =>
      open.call('OPTIONS', '/v1/tickets', {
        key: null,
        headers: { origin, 'access-control-request-method': 'PATCH' },
      });
    const allowed = await preflight('https://console.example.com');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://console.example.com');
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    const other = await preflight('https://example.net');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    await open.program.stop();
  });
});
