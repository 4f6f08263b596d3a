import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { MAIL_LIMITS } from '../limits.js';
import { parseMail } from './parse-mail.js';
import { UnreadableMail } from './unreadable-mail.js';

const parse = (raw: string) => parseMail(Buffer.from(raw, 'latin1'));
const field = (name: string, value: string) => `From: a@x.example\r\n${name}: ${value}\r\n\r\nhi`;
const body = (type: string, text: string) => `Content-Type: ${type}\r\n\r\n${text}`;
const parts = (count: number) =>
  `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: image/png\r\n\r\nx\r\n'.repeat(count)}--b--`;
const nested = (depth: number) =>
  Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  ).join('');

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UnreadableMail) return error.code;
    throw error;
  }
  return 'read';
}

describe('limits', () => {
  it.each<[string, () => unknown, string]>([
    ['999 attachments', () => parse(parts(999)), 'read'],
    ['1,001 attachments', () => parse(parts(1_001)), 'too_many_parts'],
    [
      'a million boundaries',
      () => parse(body('multipart/mixed; boundary=b', '--b\r\n'.repeat(1e6))),
      'too_many_parts',
    ],
    ['20 levels', () => parse(nested(20)), 'read'],
    ['1,000 levels', () => parse(nested(1_000)), 'too_deep'],
    ['500 mails in one another', () => parse('Content-Type: message/rfc822\r\n\r\n'.repeat(500)), 'read'],
    [
      '2 MB of Received',
      () => parse(`${'Received: from x.example by y.example\r\n'.repeat(5_000)}\r\nx`),
      'too_many_headers',
    ],
    ['a field of 1 MB', () => parse(field('To', 'a'.repeat(1e6))), 'headers_too_large'],
    ['a folded field of 1 MB', () => parse(field('To', 'a\r\n '.repeat(250_000))), 'headers_too_large'],
    ['1,000 fields', () => parse(`${'A: b\r\n'.repeat(1_000)}\r\nx`), 'read'],
    [
      'a mail over the size',
      () => parseMail(Buffer.alloc(11), { ...MAIL_LIMITS, rawBytes: 10 }),
      'mail_too_large',
    ],
  ])('accept or refuse %s', (_, read, expected) => {
    expect(codeOf(read)).toBe(expected);
  });

  it.each([
    ['text/plain', 'text_too_large'],
    ['text/html', 'html_too_large'],
  ])('cut off a long %s body and say so', (type, defect) => {
    const parsed = parse(body(`${type}; charset=utf-8`, `${'\xc3\xa9'.repeat(60)}\r\n`.repeat(20_000)));
    const kept = parsed.text ?? parsed.html ?? '';
    expect(parsed.defects).toEqual([defect]);
    expect(kept.length).toBeGreaterThan(1_000_000);
    expect(new Set(kept)).toEqual(new Set('é\n'));
  });

  it.each([
    ['one text', (file: string) => body('text/plain', file.repeat(50_000))],
    [
      'many texts',
      (file: string) =>
        `Content-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\r\n\r\n${file.repeat(100)}`.repeat(500)}--b--`,
    ],
  ])('ignore files beyond 1,001 in %s and say so', (_, mailOf) => {
    const { attachments, defects, text } = parse(mailOf('begin 644 a\n`\nend\n'));
    expect([attachments.length, defects]).toEqual([1_001, ['too_many_uuencoded']]);
    expect(text?.split('begin 644 a')).toHaveLength(50_000 - 1_001 + 1);
  });

  it('cut off one long field and say so', () => {
    const parsed = parse(field('Subject', 'a'.repeat(100_000)));
    expect(parsed.subject).toHaveLength(998);
    expect(parsed.defects).toEqual(['header_truncated']);
  });
});

describe('floods are read in linear time:', () => {
  const FLOOD = 60_000;
  it.each<[string, string]>([
    ['quotes in a type', field('Content-Type', `${'"'.repeat(FLOOD)}x`)],
    ['semicolons', field('Content-Type', `text/plain${'; '.repeat(FLOOD / 2)}`)],
    ['starts of encoded parameters', field('Content-Type', `text/plain${'; =?a?q?b'.repeat(FLOOD / 10)}`)],
    ['comments in an encoding', field('Content-Transfer-Encoding', '('.repeat(FLOOD))],
    ['spaces in a file name', field('Content-Disposition', `attachment; filename="a${' '.repeat(FLOOD)}x"`)],
    [
      'brackets behind a Content-ID',
      `Content-Type: image/png; name=a.png\r\nContent-ID: <a${'>'.repeat(FLOOD)}x\r\n\r\nR0lG`,
    ],
    ['starts of encoded words', field('Subject', '=?'.repeat(FLOOD / 2))],
    ['brackets', field('References', '<'.repeat(FLOOD))],
    ['comments', field('References', '('.repeat(FLOOD))],
    ['numbers in a date', field('Date', '1 '.repeat(FLOOD / 2))],
    ['a name for a charset', field('Content-Type', `text/plain; charset=${'x'.repeat(FLOOD)}`)],
    ['equals signs', `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'= '.repeat(1e6)}x`],
    ['padding', `Content-Transfer-Encoding: base64\r\n\r\n${'= '.repeat(1e6)}`],
    ['padded lines', `Content-Transfer-Encoding: base64\r\n\r\n${'AA==\r\n'.repeat(3e5)}`],
    ['padding before blank lines', `Content-Transfer-Encoding: base64\r\n\r\n${'AA==\n\n\n\n'.repeat(2e5)}`],
    ['padding without line ends', `Content-Transfer-Encoding: base64\n\n${'=\r'.repeat(5e5)}`],
    ['bare CRs in a body', body('text/plain', `${'\r'.repeat(FLOOD)}x`)],
    ['bare CRs in a field', field('Subject', `a${'\r'.repeat(FLOOD)}x`)],
    ['attributes', body('text/html', 'src = '.repeat(300_000))],
    ['white space behind an attribute', body('text/html', `src${' '.repeat(1e6)}`)],
    ['cid images', body('text/html', '<img src="cid:a@x">'.repeat(50_000))],
    ['starts of uuencoded files', body('text/plain', 'begin 644 a\r\n'.repeat(100_000))],
    ['quote marks in flowed text', body('text/plain; format=flowed', '>'.repeat(1e6))],
    ['one line', body('text/plain', 'a'.repeat(1e7))],
    ['look-alike boundaries', `${nested(19)}\r\n${'--x\r\n'.repeat(200_000)}`],
  ])('%s', (_, raw) => {
    expect(cpuMsOf(() => codeOf(() => parse(raw)))).toBeLessThan(1_500);
  });
});

it('bytes that are not a mail at all do no harm', () => {
  const bytes = Buffer.from(
    Array.from({ length: 300_000 }, (_, index) => (index * 7_919 + ((index * index) >> 5)) & 255),
  );
  expect(codeOf(() => parseMail(bytes))).toBe('read');
});
