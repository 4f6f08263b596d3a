import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ContentWithheld,
  KeyNotPermitted,
  NotFoundYet,
  PermanentProviderError,
  TransientProviderError,
} from '../provider-errors.js';
import { RateBudget } from '../rate-budget.js';
import { ResendReceivingApi } from './receiving-api.js';

const EMAIL_ID = '3c9f0d52-2f5b-4f0e-8a55-6d3f6f1a7b10';
const ATTACHMENT = {
  id: '9d1c6a77-0c51-4a2e-9a6b-52a3f1f0c001',
  filename: 'scan.pdf',
  content_type: 'application/pdf',
  content_disposition: 'attachment',
  content_id: '<scan@corp>',
  size: 48_213,
};
const EMAIL = {
  object: 'email',
  id: EMAIL_ID,
  to: ['support@in.shop.example'],
  from: 'kim@corp.example',
  created_at: '2026-11-20 10:01:11.894+00',
  subject: 'Re: order 1041',
  html: '<p>See scan</p>',
  html_format: 'cid',
  text: 'See scan',
  headers: { From: 'Kim Doe <kim@corp.example>', received: ['from a by b', 'from c by d'], odd: 7 },
  bcc: [],
  cc: ['lee@corp.example'],
  reply_to: ['kim.home@corp.example'],
  received_for: ['helpdesk@shop.example'],
  authentication: { spf: 'pass', dkim: 'pass', dmarc: 'gray' },
  message_id: '<CAF-17@mail.corp.example>',
  raw: {
    download_url: 'https://inbound.example/raw/3c9f?Signature=s',
    expires_at: '2026-11-20T11:01:13.000Z',
  },
  attachments: [ATTACHMENT],
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let baseUrl: string;
let answer: Answer;
let requests: { url: string; authorization: string | undefined }[];

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', authorization: request.headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  };
}

function failure(status: number, name: string, message = 'no', headers = {}): Answer {
  return json({ statusCode: status, name, message }, status, headers);
}

function api(settings: { requestTimeoutMs?: number; budget?: RateBudget } = {}): ResendReceivingApi {
  return new ResendReceivingApi({ apiKey: 're_test', baseUrl, ...settings });
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'no failure',
    (error: unknown) => error,
  );
}

describe('get', () => {
  it('asks once, with the key, for cid references', async () => {
    answer = json(EMAIL);
    await api().get(EMAIL_ID);
    expect(requests).toEqual([
      { url: `/emails/receiving/${EMAIL_ID}?html_format=cid`, authorization: 'Bearer re_test' },
    ]);
  });

  it('reads all that the answer holds', async () => {
    answer = json(EMAIL);
    expect(await api().get(EMAIL_ID)).toEqual({
      id: EMAIL_ID,
      createdAt: new Date('2026-11-20T10:01:11.894Z'),
      from: 'kim@corp.example',
      to: ['support@in.shop.example'],
      cc: ['lee@corp.example'],
      bcc: [],
      replyTo: ['kim.home@corp.example'],
      receivedFor: ['helpdesk@shop.example'],
      subject: 'Re: order 1041',
      messageId: 'CAF-17@mail.corp.example',
      text: 'See scan',
      html: '<p>See scan</p>',
      keepsContentIds: true,
      headers: [
        { name: 'from', value: 'Kim Doe <kim@corp.example>' },
        { name: 'received', value: 'from a by b' },
        { name: 'received', value: 'from c by d' },
      ],
      authentication: { spf: 'pass', dkim: 'pass', dmarc: 'gray' },
      raw: {
        downloadUrl: 'https://inbound.example/raw/3c9f?Signature=s',
        expiresAt: new Date('2026-11-20T11:01:13.000Z'),
      },
      attachments: [
        {
          id: ATTACHMENT.id,
          filename: 'scan.pdf',
          contentType: 'application/pdf',
          contentDisposition: 'attachment',
          contentId: 'scan@corp',
          size: 48_213,
        },
      ],
    });
  });

  it.each([
    [
      'older',
      { raw: null, authentication: null, headers: null, received_for: undefined, html: null, text: null },
    ],
    ['of wrong types', { raw: 7, authentication: 'pass', headers: [], received_for: {}, html: 1, text: [] }],
    [
      'without a usable URL',
      { raw: { download_url: 'not a url' }, authentication: {}, headers: {}, html: null, text: null },
    ],
  ])('does without what is missing in a mail that is %s', async (_title, changes) => {
    answer = json({ ...EMAIL, ...changes });
    expect(await api().get(EMAIL_ID)).toMatchObject({
      id: EMAIL_ID,
      raw: null,
      authentication: null,
      headers: [],
      html: null,
      text: null,
    });
  });

  it('says when images were inlined although they were not wanted', async () => {
    answer = json({ ...EMAIL, html_format: 'data_uri' });
    expect((await api().get(EMAIL_ID)).keepsContentIds).toBe(false);
  });

  it.each(['../domains', 'a/b', '%2e%2e', '', 'x'.repeat(129), 'a?b'])(
    'sends nothing for the id %p',
    async (id) => {
      answer = json(EMAIL);
      const calls = [api().get(id), api().listAttachments(id), api().list(id)];
      for (const call of calls) expect(await failureOf(call)).toBeInstanceOf(PermanentProviderError);
      expect(requests).toEqual([]);
    },
  );
});

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
  ])('%s is of one class', async (_title, given, expected) => {
    answer = given;
    const error = await failureOf(api().get(EMAIL_ID));
    expect(error).toBeInstanceOf(expected);
    expect(String(error)).not.toContain('re_test');
  });

  it('is transient when nobody listens', async () => {
    const nobody = new ResendReceivingApi({ apiKey: 're_test', baseUrl: 'http://127.0.0.1:9' });
    expect(await failureOf(nobody.get(EMAIL_ID))).toBeInstanceOf(TransientProviderError);
  });

  it.each<[string, Answer]>([
    ['an answer never begins', () => undefined],
    ['an answer never ends', (_request, response) => void response.write('{')],
  ])('is transient when %s', async (_title, given) => {
    answer = given;
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
  ])('429 with %j and the name %s burns no attempt and waits %i ms', async (headers, name, retryAfterMs) => {
    answer = failure(429, name, 'slow down', headers);
    expect(await failureOf(api().get(EMAIL_ID))).toMatchObject({ rateLimited: true, retryAfterMs });
  });

  it('503 may say how long to wait, and burns an attempt', async () => {
    answer = failure(503, 'service_unavailable', 'back soon', { 'retry-after': '20' });
    expect(await failureOf(api().get(EMAIL_ID))).toMatchObject({ rateLimited: false, retryAfterMs: 20_000 });
  });

  it('429 holds back everybody on the same budget', async () => {
    let time = 1_000_000;
    const clock = { now: () => time, wait: (ms: number) => Promise.resolve(void (time += ms)) };
    const budget = new RateBudget(8, clock);
    answer = failure(429, 'rate_limit_exceeded', 'slow down', { 'retry-after': '7' });
    await failureOf(api({ budget }).get(EMAIL_ID));
    answer = json(EMAIL);
    await api({ budget }).get(EMAIL_ID);
    expect(time).toBe(1_007_000);
  });
});

describe('listAttachments', () => {
  const listed = (id: string) => ({
    ...ATTACHMENT,
    id,
    download_url: `https://cdn.example/${id}`,
    expires_at: null,
  });

  it('follows every page', async () => {
    answer = (request, response) => {
      const isSecond = request.url?.includes('after=a2') ?? false;
      const data = isSecond ? [listed('a3')] : [listed('a1'), listed('a2')];
      json({ object: 'list', has_more: !isSecond, data })(request, response);
    };
    const attachments = await api().listAttachments(EMAIL_ID);
    expect(attachments.map(({ id, downloadUrl }) => [id, downloadUrl])).toEqual([
      ['a1', 'https://cdn.example/a1'],
      ['a2', 'https://cdn.example/a2'],
      ['a3', 'https://cdn.example/a3'],
    ]);
    expect(requests.map(({ url }) => url)).toEqual([
      `/emails/receiving/${EMAIL_ID}/attachments?limit=100`,
      `/emails/receiving/${EMAIL_ID}/attachments?limit=100&after=a2`,
    ]);
  });

  it('ends when the list never does', async () => {
    answer = json({ object: 'list', has_more: true, data: [listed('a1')] });
    expect(await failureOf(api({ budget: new RateBudget(1000) }).listAttachments(EMAIL_ID))).toBeInstanceOf(
      PermanentProviderError,
    );
    expect(requests).toHaveLength(20);
  });

  it.each([
    ['no list', {}],
    ['a next page after nothing', { has_more: true, data: [] }],
    ['a next page after no id', { has_more: true, data: [{ ...ATTACHMENT, id: '../x' }] }],
  ])('fails on %s instead of returning a part', async (_title, body) => {
    answer = json(body);
    expect(await failureOf(api().listAttachments(EMAIL_ID))).toBeInstanceOf(TransientProviderError);
  });
});

describe('list', () => {
  it('gives a page and where to go on', async () => {
    answer = json({ object: 'list', has_more: true, data: [EMAIL, { ...EMAIL, id: 'older' }] });
    const page = await api().list('newer');
    expect(page.emails.map(({ id, subject }) => [id, subject])).toEqual([
      [EMAIL_ID, 'Re: order 1041'],
      ['older', 'Re: order 1041'],
    ]);
    expect(page.after).toBe('older');
    expect(requests[0]?.url).toBe('/emails/receiving?limit=100&after=newer');
  });

  it('says when it was the last page', async () => {
    answer = json({ object: 'list', has_more: false, data: [EMAIL] });
    expect((await api().list()).after).toBeNull();
    expect(requests[0]?.url).toBe('/emails/receiving?limit=100');
  });

  it('fails on an entry without an id, which a reconcile would otherwise pass over', async () => {
    answer = json({ object: 'list', has_more: false, data: [EMAIL, { ...EMAIL, id: null }] });
    expect(await failureOf(api().list())).toBeInstanceOf(TransientProviderError);
  });
});

describe('check', () => {
  it('asks for one mail and is content', async () => {
    answer = json({ object: 'list', has_more: true, data: [EMAIL] });
    await api().check();
    expect(requests[0]?.url).toBe('/emails/receiving?limit=1');
  });

  it('tells a key that may only send', async () => {
    answer = failure(401, 'restricted_api_key', 'This API key is restricted to only send emails');
    expect(await failureOf(api().check())).toBeInstanceOf(KeyNotPermitted);
  });
});
