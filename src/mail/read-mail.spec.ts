import { describe, expect, it } from '@jest/globals';

import { cpuMsOf } from './cpu-time.fixture.js';
import { readMail } from './read-mail.js';

/** An HTML mail and one image with these fields. */
const mail = (src: string, ...fields: string[]) =>
  [
    'Content-Type: multipart/related; boundary=b',
    '',
    '--b',
    'Content-Type: text/html',
    '',
    `<img src="${src}">`,
    '--b',
    'Content-Type: image/png',
    ...fields,
    '',
    'x',
    '--b--',
  ].join('\r\n');

describe('readMail', () => {
  it.each([
    ['a Content-ID', 'cid:logo@mail.example', 'Content-ID: <logo@mail.example>'],
    ['a Content-ID in other letters', 'cid:LOGO@Mail.example', 'Content-ID: <Logo@mail.Example>'],
    ['a Content-ID with escapes', 'cid:a%20b%40mail.example', 'Content-ID: <a b@mail.example>'],
    ['a location', 'https://shop.example/logo.png', 'Content-Location: https://shop.example/logo.png'],
    ['a relative location', 'img/logo.png', 'Content-Location: img/logo.png'],
  ])('shows an image by %s', (_, src, field) => {
    const { html, mail: parsed } = readMail(Buffer.from(mail(src, field)), {
      attachmentUrl: (position) => `/files/${position}`,
    });
    expect(html).toBe('<img alt="" src="/files/0" />');
    expect(parsed.attachments[0]?.inline).toBe(true);
  });

  it('looks into the first 20 of a flood of reports', () => {
    const report = (at: number): string =>
      ['--b', 'Content-Type: message/delivery-status', '', statuses(at)].join('\r\n');
    const statuses = (at: number): string =>
      Array.from(
        { length: 300 },
        (_, n) => `Final-Recipient: rfc822; a${at}.${n}@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n`,
      ).join('');
    const flood = Array.from({ length: 990 }, (_, at) => report(at)).join('');
    const raw = Buffer.from(
      `Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n${flood}--b--`,
    );
    const spent = cpuMsOf(() => {
      const { reports, mail: parsed } = readMail(raw, { attachmentUrl: String });
      expect([reports.length, parsed.reportParts.length]).toEqual([1_000, 20]);
    });
    expect(spent).toBeLessThan(1_500);
  });

  it('holds back an image that the mail does not bring', () => {
    const raw = Buffer.from(
      mail('https://shop.example/other.png', 'Content-Location: https://shop.example/logo.png'),
    );
    const { html } = readMail(raw, { attachmentUrl: (position) => `/files/${position}` });
    expect(html).toBe('<img alt="" />');
  });
});
