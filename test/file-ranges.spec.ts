import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailWithFile } from './support/mails.js';
import { type Answer, Service } from './support/service.js';

const CONTENT = '0123456789';
const ETAG = `"${createHash('sha256').update(CONTENT).digest('hex')}"`;

let service: Service;
let file: string;
let raw: string;

beforeAll(async () => {
  service = await Service.start();
  const mail = mailWithFile('ann@customer.example', 'A file', CONTENT);
  const { outcome } = await service.handIn(mail);
  const { attachments } = await service.get(`/v1/messages/${outcome.message_id}`);
  file = `/v1/attachments/${attachments[0].id}/content`;
  raw = `/v1/messages/${outcome.message_id}/raw`;
});
afterAll(() => service?.stop());

const ask = (headers: Record<string, string>, method = 'GET') => service.call(method, file, { headers });

const seen = ({ status, headers, bytes }: Answer) => [status, headers.get('content-range'), bytes.toString()];

const WHOLE = [200, null, CONTENT];

it.each([
  ['bytes=2-4', [206, 'bytes 2-4/10', '234']],
  ['bytes=7-', [206, 'bytes 7-9/10', '789']],
  ['bytes=7-99', [206, 'bytes 7-9/10', '789']],
  ['bytes=0-9', [206, 'bytes 0-9/10', CONTENT]],
  ['bytes=-3', [206, 'bytes 7-9/10', '789']],
  ['bytes=-99', [206, 'bytes 0-9/10', CONTENT]],
  ['Bytes=2-4', [206, 'bytes 2-4/10', '234']],
  // several ranges, or an invalid one: the whole file (RFC 9110 §14.2)
  ['bytes=0-1,4-5', WHOLE],
  ['bytes=4-2', WHOLE],
  ['bytes=-', WHOLE],
  ['bytes=a-b', WHOLE],
  ['lines=1-2', WHOLE],
])('Range: %s', async (range, expected) => {
  expect(seen(await ask({ range }))).toEqual(expected);
});

it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0', 'bytes=99999999999999999999999-'])(
  'Range: %s is out of bounds: 416, with the size of the file',
  async (range) => {
    const answer = await ask({ range });
    expect(answer).toMatchObject({ status: 416, body: { type: '/problems/range-not-satisfiable' } });
    expect(answer.headers.get('content-range')).toBe('bytes */10');
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  },
);

describe('If-Range', () => {
  it("with the file's ETag gets the range", async () => {
    expect(seen(await ask({ range: 'bytes=2-4', 'if-range': ETAG }))[0]).toBe(206);
  });

  it.each([
    ['another ETag', '"other"'],
    ['a weak ETag', `W/${ETAG}`],
    ['a date', 'Fri, 20 Nov 2026 09:00:00 GMT'],
    ['several ETags', `${ETAG}, "other"`],
  ])('with %s gets the whole file', async (_what, ifRange) => {
    expect(seen(await ask({ range: 'bytes=2-4', 'if-range': ifRange }))).toEqual(WHOLE);
    expect((await ask({ range: 'bytes=99-', 'if-range': ifRange })).status).toBe(200);
  });

  it('holds for raw mail too', async () => {
    const { headers, bytes } = await service.call('GET', raw);
    const part = (ifRange: string) =>
      service.call('GET', raw, { headers: { range: 'bytes=0-3', 'if-range': ifRange } });
    expect(seen(await part(headers.get('etag')!))).toEqual([206, `bytes 0-3/${bytes.length}`, 'From']);
    expect((await part('"other"')).bytes.equals(bytes)).toBe(true);
  });
});

describe('If-None-Match', () => {
  it.each([undefined, 'bytes=2-4', 'bytes=99-'])('takes precedence over Range: %s', async (range) => {
    const answer = await ask({ 'if-none-match': ETAG, ...(range !== undefined && { range }) });
    expect([...seen(answer), answer.headers.get('etag')]).toEqual([304, null, '', ETAG]);
  });

  it("with another file's ETag leaves the range valid", async () => {
    expect(seen(await ask({ 'if-none-match': '"other"', range: 'bytes=2-4' }))[0]).toBe(206);
  });
});

it.each(['bytes=2-4', 'bytes=99-'])('HEAD ignores Range (RFC 9110 §14.2): %s', async (range) => {
  const answer = await ask({ range }, 'HEAD');
  expect(seen(answer)).toEqual([200, null, '']);
  expect(answer.headers.get('content-length')).toBe('10');
  expect(answer.headers.get('accept-ranges')).toBe('bytes');
});
