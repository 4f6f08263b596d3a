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

/** Every string in a value, including nested ones. */
const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};
const LONE = '\ud83d';
const notice = (line: string) => ['From: mailer-daemon@mx.example', 'Subject: Undelivered', '', line, 'more'];
const status = (...fields: string[]) => [
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  '',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  ...fields,
];
const complaint = (type: string) => [
  'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
  '',
  '--b',
  'Content-Type: message/feedback-report',
  '',
  `Feedback-Type: ${type}`,
];
const amazon = (bouncedRecipients: object[]) => [
  'From: no-reply@sns.amazonaws.com',
  '',
  JSON.stringify({
    Message: JSON.stringify({ notificationType: 'Bounce', bounce: { bouncedRecipients } }),
  }),
];

describe('what is reported can be sent between threads and stored', () => {
  it.each<[string, string[]]>([
    ['a complaint of a type that every object has', complaint('constructor')],
    ['a complaint of the type that every object comes from', complaint('__proto__')],
    [
      'a line of a notice that is cut within a character',
      notice(
        `${'word '.repeat(120)}could not be delivered to <joe@x.example> ${'x'.repeat(355)}${'😀'.repeat(5)}`,
      ),
    ],
    [
      'a diagnostic that is cut within a character',
      status('Action: failed', `Diagnostic-Code: smtp;550${' '.repeat(990)}😀`, ' more'),
    ],
    ['an address that is cut within a character', status(`Final-Recipient: rfc822;${' '.repeat(988)}a@x😀`)],
    [
      'a notification with escapes for what no text holds',
      amazon([
        {
          emailAddress: `a${LONE}@x.example`,
          action: 'failed\0',
          status: '\0',
          diagnosticCode: `550 ${LONE}`,
        },
        { emailAddress: 'b\0@x.example', action: 'delivered', status: `${LONE}\0` },
      ]),
    ],
  ])('%s', (_, lines) => {
    const { reports } = readMail(Buffer.from(lines.join('\r\n')), { attachmentUrl: String });
    expect(reports).not.toEqual([]);
    expect(structuredClone(reports)).toEqual(reports);
    expect(reports.map(({ reason }) => typeof reason)).toEqual(reports.map(() => 'string'));
    for (const text of stringsIn(reports)) {
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toContain('\0');
    }
  });
});

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

  it('holds back an image that the mail does not contain', () => {
    const raw = Buffer.from(
      mail('https://shop.example/other.png', 'Content-Location: https://shop.example/logo.png'),
    );
    const { html } = readMail(raw, { attachmentUrl: (position) => `/files/${position}` });
    expect(html).toBe('<img alt="" />');
  });
});
