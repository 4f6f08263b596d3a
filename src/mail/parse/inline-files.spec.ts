import { describe, expect, it } from '@jest/globals';

import { parseMail } from './parse-mail.js';

const part = (headers: string[], body: string): string => [...headers, '', body].join('\r\n');
const file = (name: string, body: string, disposition = 'inline') =>
  part(
    [
      `Content-Type: text/${name.endsWith('.html') ? 'html' : 'plain'}`,
      `Content-Disposition: ${disposition}; filename=${name}`,
    ],
    body,
  );
const multipart = (type: string, ...parts: string[]) =>
  part(
    [`Content-Type: multipart/${type}; boundary=b`],
    [...parts.flatMap((one) => ['--b', one]), '--b--'].join('\r\n'),
  );
const read = (mail: string) => parseMail(Buffer.from(mail));

const pictureMessage = multipart(
  'related; start="<smil>"',
  part(['Content-Type: application/smil; name=0.smil', 'Content-ID: <smil>'], '<smil/>'),
  part(['Content-Type: text/plain; name=text_0.txt', 'Content-ID: <text_0>'], 'Tea at four.'),
  part(['Content-Type: image/jpeg; name=a.jpg'], 'x'),
);

describe('a mail without a body of its own', () => {
  it.each([
    ['is a named text', file('note.txt', 'Tea at four.'), 'Tea at four.'],
    ['has one inline', multipart('mixed', file('note.txt', 'Tea at four.')), 'Tea at four.'],
    ['has two', multipart('mixed', file('1.txt', 'Tea'), file('2.txt', 'at four.')), 'Tea\nat four.'],
    ['has HTML', multipart('mixed', file('note.html', '<p>Tea at <b>four</b>.</p>')), 'Tea at four.'],
    ['is a picture message of a phone', pictureMessage, 'Tea at four.'],
    ['has both kinds', multipart('alternative', file('a.txt', 'Tea.'), file('a.html', '<p>No.')), 'Tea.'],
    [
      'has a file beside it',
      multipart('mixed', file('a.txt', 'Tea.'), file('b.txt', 'x', 'attachment')),
      'Tea.',
    ],
  ])('takes the text of the text files it shows inline when it %s', (_, mail, text) => {
    const parsed = read(mail);
    expect(parsed).toMatchObject({ text, html: null, defects: ['text_from_inline_file'] });
    expect(parsed.attachments.length).toBeGreaterThan(0);
  });

  it.each([
    ['a body', multipart('mixed', part(['Content-Type: text/html'], '<p>Hi'), file('a.txt', 'x')), null],
    ['an attached file', multipart('mixed', file('a.txt', 'x', 'attachment')), null],
    ['a blank file', multipart('mixed', file('a.txt', ' ')), null],
    [
      'a delivery status',
      multipart('mixed', part(['Content-Type: message/delivery-status'], 'x'), file('a.txt', 'x')),
      null,
    ],
  ])('does not if it has %s', (_, mail, text) => {
    expect(read(mail)).toMatchObject({ text, defects: [] });
  });

  it('shows at most 20 of 1,000', () => {
    const flood = Array.from({ length: 900 }, (_, at) => file(`${at}.txt`, 'Tea.'));
    expect(read(multipart('mixed', ...flood)).text?.split('Tea.')).toHaveLength(21);
  });
});
