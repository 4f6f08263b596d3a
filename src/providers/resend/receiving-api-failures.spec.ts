import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ContentWithheld,
  KeyNotPermitted,
  NotFoundYet,
  PermanentProviderError,
  TransientProviderError,
} from '../provider-errors.js';
import { ResendReceivingApi } from './receiving-api.js';
import { type Answer, failure, failureOf, json, ScriptedServer } from './scripted-server.fixture.js';

const EMAIL_ID = '3c9f0d52-2f5b-4f0e-8a55-6d3f6f1a7b10';

let server: ScriptedServer;

beforeEach(async () => {
  server = await ScriptedServer.start();
});

afterEach(() => server.stop());

function api(settings: { requestTimeoutMs?: number } = {}): ResendReceivingApi {
  return new ResendReceivingApi({ apiKey: 're_test', baseUrl: server.url, ...settings });
}

describe('a failure', () => {
  it.each<[string, Answer, abstract new (...parameters: never[]) => Error]>([
    ['404 not_found', failure(404, 'not_found'), NotFoundYet],
    ['404 of another name', failure(404, 'gone_fishing'), NotFoundYet],
    ['403 email_above_quota', failure(403, 'email_above_quota'), ContentWithheld],
    ['401 restricted_api_key', failure(401, 'restricted_api_key'), KeyNotPermitted],
    ['401 missing_api_key', failure(401, 'missing_api_key'), KeyNotPermitted],
    ['401 of another name', failure(401, 'validation_error'), KeyNotPermitted],
    ['400 about the key', failure(400, 'validation_error', 'API key is invalid'), KeyNotPermitted],
    ['403 suspended_api_key', failure(403, 'suspended_api_key'), KeyNotPermitted],
    ['400 about something else', failure(400, 'validation_error'), PermanentProviderError],
    ['403 of another name', failure(403, 'forbidden_fruit'), PermanentProviderError],
    ['405 method_not_allowed', failure(405, 'method_not_allowed'), PermanentProviderError],
    ['422 invalid_parameter', failure(422, 'invalid_parameter'), PermanentProviderError],
    ['409 resource_locked', failure(409, 'resource_locked'), TransientProviderError],
    ['500 application_error', failure(500, 'application_error'), TransientProviderError],
    ['503 service_unavailable', failure(503, 'service_unavailable'), TransientProviderError],
    ['an error without status', json({ message: 'upstream' }, 502), TransientProviderError],
    ['an error that is null', json(null, 500), TransientProviderError],
    ['200 with null', json(null), TransientProviderError],
    ['200 with a list', json({ object: 'list', data: [] }), TransientProviderError],
    ['200 with an error page', (_request, response) => response.end('<html>'), TransientProviderError],
    [
      '502 with an error page',
      (_request, response) => response.writeHead(502).end('<html>bad gateway</html>'),
      TransientProviderError,
    ],
    ['a reset connection', (request) => request.socket.destroy(), TransientProviderError],
    [
      'an answer that breaks off',
      (request, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{', () => request.socket.destroy());
      },
      TransientProviderError,
    ],
  ])('%s has one class', async (_title, given, expected) => {
    server.answer = given;
    const error = await failureOf(api().get(EMAIL_ID));
    expect(error).toBeInstanceOf(expected);
    expect(String(error)).not.toContain('re_test');
  });

  it('is transient if nobody listens', async () => {
    const nobody = new ResendReceivingApi({ apiKey: 're_test', baseUrl: 'http://127.0.0.1:9' });
    expect(await failureOf(nobody.get(EMAIL_ID))).toBeInstanceOf(TransientProviderError);
  });

  it.each<[string, Answer]>([
    ['an answer never begins', () => undefined],
    ['an answer never ends', (_request, response) => void response.write('{')],
  ])('is transient if %s', async (_title, given) => {
    server.answer = given;
    const error = await failureOf(api({ requestTimeoutMs: 50 }).get(EMAIL_ID));
    expect(error).toBeInstanceOf(TransientProviderError);
    expect(error).toMatchObject({ message: 'Resend did not answer in time', rateLimited: false });
  });

  it.each<[Record<string, string>, string, number]>([
    [{ 'retry-after': '3' }, 'rate_limit_exceeded', 3000],
    [{}, 'rate_limit_exceeded', 1000],
    [{ 'retry-after': 'soon' }, 'rate_limit_exceeded', 1000],
    [{ 'retry-after': '999999' }, 'rate_limit_exceeded', 3_600_000],
    [{}, 'another_name', 1000],
    [{}, 'daily_quota_exceeded', 900_000],
  ])('429 with %j and the name %s costs no attempt and waits %i ms', async (headers, name, retryAfterMs) => {
    server.answer = failure(429, name, 'slow down', headers);
    expect(await failureOf(api().get(EMAIL_ID))).toMatchObject({ rateLimited: true, retryAfterMs });
  });

  it('503 may say how long to wait, and costs an attempt', async () => {
    server.answer = failure(503, 'service_unavailable', 'back soon', { 'retry-after': '20' });
    expect(await failureOf(api().get(EMAIL_ID))).toMatchObject({ rateLimited: false, retryAfterMs: 20_000 });
  });
});
