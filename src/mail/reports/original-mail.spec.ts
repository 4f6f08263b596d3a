import { describe, expect, it } from '@jest/globals';
import { readMail } from '../read-mail.js';

const STATUS =
  'Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; bob@gone.example\r\nAction: failed\r\nStatus: 5.1.1';
const ORIGINAL = 'Message-ID: <sent-1@our.example>\r\nTo: bob@gone.example\r\nSubject: Hello';

const part = (type: string, body: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${body}`;

const report = (header: string[], ...parts: string[]) =>
  [
    'From: postmaster@mx.example',
    'To: bounces@our.example',
    'Message-ID: <notice-1@mx.example>',
    'Subject: Delivery Status Notification (Failure)',
    ...header,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    ...parts,
    '--b--',
  ].join('\r\n');

const read = (raw: string) => readMail(Buffer.from(raw), { attachmentUrl: String }).reports;

const FAILED = { recipient: 'bob@gone.example', status: '5.1.1', originalMessageId: 'sent-1@our.example' };

describe('the mail that a report is about', () => {
  it.each([
    ['message/delivery-status', 'message/rfc822'],
    ['message/delivery-status', 'text/rfc822-headers'],
    ['message/delivery-status', 'message/rfc822-headers'],
    ['message/global-delivery-status', 'message/global'],
    ['message/global-delivery-status', 'message/global-headers'],
  ])('is identified by %s with %s', (status, original) => {
    expect(read(report([], part(status, STATUS), part(original, ORIGINAL)))).toMatchObject([FAILED]);
  });

  it.each([
    ['In-Reply-To', 'In-Reply-To: <sent-1@our.example>'],
    ['References', 'References: <first@our.example> <sent-1@our.example>'],
  ])('is identified by %s if the report does not contain a copy', (_, field) => {
    expect(read(report([field], part('message/delivery-status', STATUS)))).toMatchObject([FAILED]);
  });

  it('is found in a report that a gateway has wrapped', () => {
    const wrapped = report([], part('message/delivery-status', STATUS), part('message/rfc822', ORIGINAL));
    const outer = [
      'From: postmaster@gateway.example',
      'To: bounces@our.example',
      'Subject: Delivery Status Notification (Failure)',
      'Content-Type: multipart/mixed; boundary=outer',
      '',
      `--outer\r\nContent-Type: message/rfc822\r\n\r\n${wrapped}`,
      '--outer\r\nContent-Type: text/plain\r\n\r\nThis mail is confidential.',
      '--outer--',
    ];
    expect(read(outer.join('\r\n'))).toMatchObject([FAILED]);
  });

  it.each([
    ['one', 'To: bob@gone.example', 'bob@gone.example', 'hard'],
    ['several', 'To: eva@x.example, bob@gone.example', null, 'hard'],
    ['one, and another in copy', 'To: eva@x.example\r\nCc: bob@gone.example', null, 'hard'],
  ])('tells whom a nameless report means only if it went to one: %s', (_, to, recipient, severity) => {
    const nameless = 'Reporting-MTA: dns; mx.example\r\n\r\nAction: failed\r\nStatus: 5.1.1';
    const original = `Message-ID: <sent-1@our.example>\r\n${to}\r\nSubject: Hello`;
    expect(
      read(report([], part('message/delivery-status', nameless), part('message/rfc822', original))),
    ).toMatchObject([{ recipient, severity, originalMessageId: 'sent-1@our.example' }]);
  });

  it('may have gone to several, of whom words under any subject name none', () => {
    const notice = [
      'From: MAILER-DAEMON@mx.example',
      'To: support@our.example',
      'Subject: Hello',
      '',
      'Your mail could not be delivered: user unknown.',
      '',
      '--- Below this line is a copy of the message.',
      '',
      'Message-ID: <sent-1@our.example>',
      'To: eva@x.example, bob@gone.example',
    ];
    expect(read(notice.join('\r\n'))).toMatchObject([
      { recipient: null, originalMessageId: 'sent-1@our.example' },
    ]);
  });
});
