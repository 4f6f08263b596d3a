import { describe, expect, it } from '@jest/globals';

import { MAIL_LIMITS } from '../limits.js';
import { parseMail } from './parse-mail.js';

const INNER = ['From: Ann <ann@x.example>', 'Subject: =?utf-8?Q?caf=C3=A9?=', 'Date: Mon, 1 Jan 2024 10:00:00 +0000', '', 'Two cups.']; // prettier-ignore
const SHOWN = 'From: Ann <ann@x.example>\nDate: Mon, 1 Jan 2024 10:00:00 +0000\nSubject: café\n\nTwo cups.';
const part = (headers: string[], body: string[]): string => [...headers, '', ...body].join('\r\n');
const embedded = (...headers: string[]) => part(['Content-Type: message/rfc822', ...headers], INNER);
const plain = (text: string) => part(['Content-Type: text/plain'], [text]);
const multipart = (type: string, ...parts: string[]) =>
  part([`Content-Type: multipart/${type}; boundary=b`], [...parts.flatMap((one) => ['--b', one]), '--b--']);
const read = (mail: string, limits = MAIL_LIMITS) => parseMail(Buffer.from(mail), limits);

describe('a mail without a body of its own', () => {
  it.each([
    ['is another mail', embedded(), SHOWN],
    ['has another mail inline', multipart('mixed', embedded('Content-Disposition: inline')), SHOWN],
    ['has blank text beside it', multipart('mixed', plain(' '), embedded()), SHOWN],
    ['is a digest', multipart('digest', part([], INNER), part([], INNER)), `${SHOWN}\n\n${SHOWN}`],
    [
      'has a mail in base64',
      part(
        ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64'],
        [Buffer.from(INNER.join('\r\n')).toString('base64')],
      ),
      SHOWN,
    ],
    [
      'has a mail in HTML',
      part(['Content-Type: message/rfc822'], ['Content-Type: text/html', '', '<p>Two</p><p>cups']),
      'Two\n\ncups',
    ],
  ])('takes the text of the mail it shows when it %s', (_, mail, text) => {
    const parsed = read(mail);
    expect(parsed).toMatchObject({ text, html: null, defects: ['text_from_embedded_mail'] });
    expect(parsed.attachments.every(({ filename }) => /^(café|message).*\.eml$/.test(filename))).toBe(true);
    expect(parsed.attachments.length).toBeGreaterThan(0);
  });

  it.each([
    ['text', multipart('mixed', plain('See below.'), embedded()), 'See below.'],
    ['a file', multipart('mixed', embedded('Content-Disposition: attachment')), null],
    ['evidence of a report', multipart('report', embedded()), null],
    [
      'evidence beside a delivery status',
      multipart('mixed', part(['Content-Type: message/delivery-status'], ['x']), embedded()),
      null,
    ],
  ])('does not if it has or is %s', (_, mail, text) => {
    expect(read(mail)).toMatchObject({ text, defects: [] });
  });

  it('does not look into mails within mails', () => {
    const nested = part(['Content-Type: message/rfc822'], [embedded()]);
    expect(read(nested)).toMatchObject({ text: null, defects: [] });
  });

  it('survives an embedded mail that breaks a limit, and shows at most 20 of 1,000', () => {
    const deep = part(['Content-Type: message/rfc822'], [multipart('mixed', plain('a'), plain('b'))]);
    expect(read(deep, { ...MAIL_LIMITS, parts: 2 })).toMatchObject({
      text: null,
      defects: ['embedded_mail_unreadable'],
    });
    const many = read(multipart('digest', ...Array.from({ length: 900 }, () => part([], INNER))));
    expect(many.text?.split('Two cups.')).toHaveLength(21);
    expect(many.attachments).toHaveLength(900);
  });
});
