import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service } from './support/service.js';

/** Every role answers these, so that each process can be monitored. */
const EVERYWHERE = ['/health/live', '/health/ready', '/metrics'];

let worker: Service;
beforeAll(async () => {
  worker = await Service.start({ role: 'worker' });
});
afterAll(() => worker?.stop());

/** The routes of the API, with the two that serve its description. */
function routes(): [method: string, path: string][] {
  const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as { paths: Record<string, object> };
  const described = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method): [string, string] => [
      method.toUpperCase(),
      path.replace(/\{\w+\}/g, '01939000-0000-7000-8000-00000000dead'),
    ]),
  );
  return [...described, ['GET', '/docs'], ['GET', '/openapi.json']];
}

describe('a process that is only a worker', () => {
  it('answers no route of the API, whoever asks', async () => {
    const asked = routes().filter(([, path]) => !EVERYWHERE.includes(path));
    expect(asked.length).toBeGreaterThan(80);
    const answered: string[] = [];
    for (const [method, path] of asked) {
      const { status, body } = await worker.call(method, path, { body: method === 'POST' ? {} : undefined });
      if (status !== 404 || body?.type !== '/problems/route-not-found') answered.push(`${method} ${path}`);
    }
    expect(answered).toEqual([]);
  });

  it.each(EVERYWHERE)('answers %s', async (path) => {
    expect((await worker.call('GET', path, { key: null })).status).toBe(200);
  });
});
