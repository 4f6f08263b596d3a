import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KeyNotPermitted, PermanentProviderError, TransientProviderError } from '../provider-errors.js';
import { ResendSuppressionsApi } from './suppressions-api.js';

const ENTRY = {
  id: '5f1e2d3c-9b8a-4c6d-8e7f-001122334455',
  email: 'Gone@corp.example',
  origin: 'bounce',
  source_id: '0b6f5a1e-7c1d-4a52-9e55-1f0c2a7d9b01',
  created_at: '2026-11-20 10:00:04.05+00',
};

let server: Server;
let api: ResendSuppressionsApi;
let answer: { status: number; body: unknown };
let requests: { method: string; url: string; body: string }[];

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ method: request.method ?? '', url: request.url ?? '', body });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  api = new ResendSuppressionsApi({ apiKey: 're_test', baseUrl });
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('ResendSuppressionsApi', () => {
  it('reads a page and the cursor of the next', async () => {
    answer = { status: 200, body: { object: 'list', has_more: true, data: [ENTRY] } };
    expect(await api.list('a-1')).toEqual({
      suppressions: [
        {
          id: ENTRY.id,
          address: 'gone@corp.example',
          origin: 'bounce',
          createdAt: new Date('2026-11-20T10:00:04.050Z'),
        },
      ],
      after: ENTRY.id,
    });
    expect(requests[0]?.url).toBe('/suppressions?limit=100&after=a-1');
  });

  it('skips an entry with an invalid address, and ends where there is no more', async () => {
    answer = { status: 200, body: { object: 'list', has_more: false, data: [{ ...ENTRY, email: 'gone' }] } };
    expect(await api.list()).toEqual({ suppressions: [], after: null });
  });

  it.each([{ email: null }, { email: undefined, address: ENTRY.email }, { id: undefined }])(
    'refuses a list with other entries (%j)',
    async (other) => {
      const data = [ENTRY, { ...ENTRY, ...other }];
      answer = { status: 200, body: { object: 'list', has_more: false, data } };
      await expect(api.list()).rejects.toBeInstanceOf(TransientProviderError);
    },
  );

  it('looks up one address', async () => {
    answer = { status: 200, body: { object: 'suppression', ...ENTRY } };
    expect(await api.has('a/b@x.example')).toBe(true);
    expect(requests[0]?.url).toBe('/suppressions/a%2Fb%40x.example');
    answer = { status: 404, body: { statusCode: 404, name: 'not_found', message: 'm' } };
    expect(await api.has('a@x.example')).toBe(false);
    answer = { status: 200, body: { hello: 'world' } };
    await expect(api.has('a@x.example')).rejects.toBeInstanceOf(TransientProviderError);
  });

  it('has one account for each key and base URL', () => {
    const accounts = [
      { apiKey: 're_a', baseUrl: null },
      { apiKey: 're_b', baseUrl: null },
      { apiKey: 're_a', baseUrl: 'http://127.0.0.1:1' },
    ].map((settings) => new ResendSuppressionsApi(settings).account);
    expect(new Set(accounts).size).toBe(3);
    expect(new ResendSuppressionsApi({ apiKey: 're_a', baseUrl: null }).account).toBe(accounts[0]);
  });

  it('adds and removes in one call each', async () => {
    answer = { status: 201, body: { data: [] } };
    await api.add(['a@x.example', 'b@x.example']);
    await api.remove(['c@x.example']);
    expect(requests).toEqual([
      { method: 'POST', url: '/suppressions/batch/add', body: '{"emails":["a@x.example","b@x.example"]}' },
      { method: 'POST', url: '/suppressions/batch/remove', body: '{"emails":["c@x.example"]}' },
    ]);
  });

  it.each([
    [500, { name: 'internal_server_error', message: 'm' }, TransientProviderError],
    [429, { name: 'rate_limit_exceeded', message: 'm' }, TransientProviderError],
    [401, { name: 'restricted_api_key', message: 'm' }, KeyNotPermitted],
    [422, { name: 'validation_error', message: 'm' }, PermanentProviderError],
  ])('fails with its own class for %i', async (status, body, kind) => {
    answer = { status, body: { statusCode: status, ...body } };
    await expect(api.add(['a@x.example'])).rejects.toBeInstanceOf(kind);
  });

  it('does not mistake other JSON for an empty list', async () => {
    answer = { status: 200, body: { hello: 'world' } };
    await expect(api.list()).rejects.toBeInstanceOf(TransientProviderError);
  });
});
