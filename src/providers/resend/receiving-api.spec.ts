import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KeyNotPermitted, PermanentProviderError, TransientProviderError } from '../provider-errors.js';
import { ResendReceivingApi } from './receiving-api.js';
import { failure, failureOf, json, ScriptedServer } from './scripted-server.fixture.js';

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

let server: ScriptedServer;

beforeEach(async () => {
  server = await ScriptedServer.start();
});

afterEach(() => server.stop());

function api(): ResendReceivingApi {
  return new ResendReceivingApi({ apiKey: 're_test', baseUrl: server.url });
}

describe('get', () => {
  it('asks once, with the key, for cid references', async () => {
    server.answer = json(EMAIL);
    await api().get(EMAIL_ID);
    expect(server.requests).toEqual([
      { url: `/emails/receiving/${EMAIL_ID}?html_format=cid`, authorization: 'Bearer re_test' },
    ]);
  });

  it('reads everything in the answer', async () => {
    server.answer = json(EMAIL);
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
      headers: [
        { name: 'from', value: 'Kim Doe <kim@corp.example>' },
        { name: 'received', value: 'from a by b' },
        { name: 'received', value: 'from c by d' },
      ],
      authentication: { spf: 'pass', dkim: 'pass', dmarc: 'gray' },
      rawUrl: 'https://inbound.example/raw/3c9f?Signature=s',
      attachments: [
        {
          id: ATTACHMENT.id,
          filename: 'scan.pdf',
          contentType: 'application/pdf',
          contentDisposition: 'attachment',
          contentId: 'scan@corp',
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
  ])('tolerates what is missing in a mail that is %s', async (_title, changes) => {
    server.answer = json({ ...EMAIL, ...changes });
    expect(await api().get(EMAIL_ID)).toMatchObject({
      id: EMAIL_ID,
      rawUrl: null,
      authentication: null,
      headers: [],
      html: null,
      text: null,
    });
  });

  it.each(['../domains', 'a/b', '%2e%2e', '', 'x'.repeat(129), 'a?b'])(
    'sends nothing for the id %p',
    async (id) => {
      server.answer = json(EMAIL);
      const calls = [api().get(id), api().listAttachments(id), api().list(id)];
      for (const call of calls) expect(await failureOf(call)).toBeInstanceOf(PermanentProviderError);
      expect(server.requests).toEqual([]);
    },
  );
});

describe('listAttachments', () => {
  const listed = (id: string) => ({
    ...ATTACHMENT,
    id,
    download_url: `https://cdn.example/${id}`,
    expires_at: null,
  });

  it('follows every page', async () => {
    server.answer = (request, response) => {
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
    expect(server.requests.map(({ url }) => url)).toEqual([
      `/emails/receiving/${EMAIL_ID}/attachments?limit=100`,
      `/emails/receiving/${EMAIL_ID}/attachments?limit=100&after=a2`,
    ]);
  });

  it('stops if the list never ends', async () => {
    server.answer = json({ object: 'list', has_more: true, data: [listed('a1')] });
    expect(await failureOf(api().listAttachments(EMAIL_ID))).toBeInstanceOf(PermanentProviderError);
    expect(server.requests).toHaveLength(20);
  });

  it.each([
    ['no list', {}],
    ['a next page after nothing', { has_more: true, data: [] }],
    ['a next page after no id', { has_more: true, data: [{ ...ATTACHMENT, id: '../x' }] }],
  ])('fails on %s instead of returning a part', async (_title, body) => {
    server.answer = json(body);
    expect(await failureOf(api().listAttachments(EMAIL_ID))).toBeInstanceOf(TransientProviderError);
  });
});

describe('list', () => {
  it('returns a page and where to continue', async () => {
    server.answer = json({ object: 'list', has_more: true, data: [EMAIL, { ...EMAIL, id: 'older' }] });
    const page = await api().list('newer');
    expect(page.emails.map(({ id, subject }) => [id, subject])).toEqual([
      [EMAIL_ID, 'Re: order 1041'],
      ['older', 'Re: order 1041'],
    ]);
    expect(page.after).toBe('older');
    expect(server.requests[0]?.url).toBe('/emails/receiving?limit=100&after=newer');
  });

  it('says when it was the last page', async () => {
    server.answer = json({ object: 'list', has_more: false, data: [EMAIL] });
    expect((await api().list()).after).toBeNull();
    expect(server.requests[0]?.url).toBe('/emails/receiving?limit=100');
  });

  it('fails on an entry without an id, which a reconcile would otherwise miss', async () => {
    server.answer = json({ object: 'list', has_more: false, data: [EMAIL, { ...EMAIL, id: null }] });
    expect(await failureOf(api().list())).toBeInstanceOf(TransientProviderError);
  });

  it('recognises a key with sending access only', async () => {
    server.answer = failure(401, 'restricted_api_key', 'This API key is restricted to only send emails');
    expect(await failureOf(api().list())).toBeInstanceOf(KeyNotPermitted);
  });
});
