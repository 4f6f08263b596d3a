import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Service } from './support/service.js';

/** Code and the other cells of each line of docs/problems.md. */
const DOCUMENTED = readFileSync(resolve(__dirname, '../docs/problems.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |\|$/g, '').trim()))
  .map(([code, ...cells]) => ({ code: code!.replaceAll('`', ''), cells }));

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ role: 'api' });
});
afterAll(() => service?.stop());

const read = (path: string, headers: Record<string, string> = {}) =>
  service.call('GET', path, { key: null, headers });

it('every type answers at its address what docs/problems.md says, without a key', async () => {
  expect(DOCUMENTED.length).toBeGreaterThan(50);
  for (const { code, cells } of DOCUMENTED) {
    const { status, body } = await read(`/problems/${code}`);
    const wait = body.retry_after_seconds === null ? '' : `${body.retry_after_seconds} s`;
    expect([code, status, body.type]).toEqual([code, 200, `/problems/${code}`]);
    expect([String(body.status), body.title, body.description, wait]).toEqual(cells);
  }
});

it('the type of a problem, resolved against the request, is such an address', async () => {
  const path = '/v1/tickets/01939000-0000-7000-8000-00000000dead/messages';
  const { body: problem } = await service.call('GET', path);
  const { pathname } = new URL(problem.type, service.url + path);
  const { body } = await read(pathname);
  expect(body).toMatchObject({ code: 'ticket-not-found', title: problem.title, status: problem.status });
});

it('a browser gets a page, and a client that asks for JSON gets JSON', async () => {
  const page = await read('/problems/key-missing', { accept: BROWSER });
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.bytes.toString()).toContain('<code>Authorization: Bearer &lt;api key&gt;</code>');
  const both = await read('/problems/key-missing', { accept: 'application/json, text/html;q=0.5' });
  expect(both.body.code).toBe('key-missing');
});

it.each(['nothing', 'Ticket-Merged', '__proto__'])('there is no problem %s: 404', async (code) => {
  const { status, body } = await read(`/problems/${code}`);
  expect([status, body.type]).toEqual([404, '/problems/route-not-found']);
});
