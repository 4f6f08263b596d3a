import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service } from './support/service.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- an OpenAPI document is JSON */

interface Route {
  method: string;
  path: string;
  scope: string | undefined;
}

let service: Service;
let routes: Route[];
const keys = new Map<string, string>();
let expired: string;

async function newKey(scopes: string[]): Promise<{ id: string; key: string }> {
  return (await service.call('POST', '/v1/api-keys', { body: { name: 'matrix', scopes } })).body;
}

beforeAll(async () => {
  service = await Service.start({ role: 'api' });
  const document: any = await service.get('/openapi.json');
  routes = Object.entries<any>(document.paths).flatMap(([path, item]) =>
    Object.entries<any>(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, '01939000-0000-7000-8000-00000000dead'),
      scope: operation['x-scope'],
    })),
  );
  const { SCOPES } = await import('../src/auth/scopes.js');
  for (const scope of SCOPES) keys.set(scope, (await newKey([scope])).key);
  const old = await newKey([...SCOPES]);
  await service.sql("UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1", [old.id]);
  expired = old.key;
});
afterAll(() => service?.stop());

const ask = async ({ method, path }: Route, key: string | null) => {
  const { status, body } = await service.call(method, path, { key });
  return `${status} ${body?.type ?? ''}`;
};

describe('every route', () => {
  it('under /v1 asks for a scope, except for a known list of open ones', () => {
    const open = routes
      .filter(({ scope }) => scope === undefined)
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual([
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'GET /problems/01939000-0000-7000-8000-00000000dead',
      'GET /unsubscribe/01939000-0000-7000-8000-00000000dead',
      'POST /unsubscribe/01939000-0000-7000-8000-00000000dead',
      'POST /webhooks/01939000-0000-7000-8000-00000000dead',
    ]);
  });

  it('refuses callers without a key, with a wrong one and with an expired one', async () => {
    for (const route of routes.filter(({ scope }) => scope !== undefined)) {
      const answers = [await ask(route, null), await ask(route, 'pr_wrong'), await ask(route, expired)];
      expect([route, ...answers]).toEqual([
        route,
        '401 /problems/key-missing',
        '401 /problems/key-invalid',
        '401 /problems/key-invalid',
      ]);
    }
  });

  it('refuses every key without its scope, and accepts one with it', async () => {
    for (const route of routes.filter(({ scope }) => scope !== undefined)) {
      for (const [scope, key] of keys) {
        const answer = await ask(route, key);
        const isRefused = answer === '403 /problems/scope-missing';
        expect([route, scope, isRefused]).toEqual([route, scope, scope !== route.scope]);
      }
    }
  });
});
