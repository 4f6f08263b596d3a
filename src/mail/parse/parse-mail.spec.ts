import { describe, expect, it } from '@jest/globals';

import { parseMail } from './parse-mail.js';

const mail = (...lines: string[]) => parseMail(Buffer.from(lines.join('\r\n'), 'latin1'));
const utf8 = (...lines: string[]) => parseMail(Buffer.from(lines.join('\r\n')));

describe('header fields', () => {
  it("are read into the mail's values", () => {
    const parsed = mail(
      'Return-Path: <bounce@example.com>',
      'From: "Ann Lee" <ann@Example.com>',
      'Sender: desk@example.com',
      'Reply-To: reply@example.com',
      'To: a@x.example,',
      ' B <b@x.example>',
      'Cc: c@x.example',
      'Subject: =?utf-8?Q?caf=C3=A9?=',
      '\tand more',
      'Message-ID: <id1@example.com>',
      'In-Reply-To: <id0@example.com>',
      'References: <r1@example.com>',
      ' <id0@example.com>',
      'Date: Wed, 17 May 2000 19:18:39 -0400',
      '',
      'Hello',
    );
    expect(parsed).toMatchObject({
      from: [{ name: 'Ann Lee', address: 'ann@example.com' }],
      identity: { address: 'ann@example.com', refusal: null },
      sender: { name: '', address: 'desk@example.com' },
      replyTo: [{ address: 'reply@example.com' }],
      to: [{ address: 'a@x.example' }, { name: 'B', address: 'b@x.example' }],
      cc: [{ address: 'c@x.example' }],
      bcc: [],
      subject: 'café and more',
      messageId: 'id1@example.com',
      inReplyTo: ['id0@example.com'],
      references: ['r1@example.com', 'id0@example.com'],
      date: new Date('2000-05-17T23:18:39Z'),
      dateOriginal: 'Wed, 17 May 2000 19:18:39 -0400',
      contentType: { value: 'text/plain', parameters: {} },
      text: 'Hello',
      html: null,
      attachments: [],
      defects: [],
    });
    expect(parsed.headers.map(({ name }) => name).slice(0, 3)).toEqual(['return-path', 'from', 'sender']);
  });

  it.each([
    ['Stra+AN8-e +-1', 'utf-7', 'Straße +-1'],
    ['Stra+AN8-e', 'utf-8', 'Stra+AN8-e'],
    ['a+b-c, 1+1=2, x+ab-y, +AGEAYg-', 'utf-7', 'a+b-c, 1+1=2, x+ab-y, +AGEAYg-'],
  ])('include a raw subject %s in a mail in %s', (subject, charset, expected) => {
    const type = `Content-Type: text/plain; charset=${charset}`;
    const parsed = mail('To: ann+AN8-x@x.example', `Subject: ${subject}`, type, '', 'x');
    expect(parsed).toMatchObject({ subject: expected, to: [{ address: 'ann+AN8-x@x.example' }] });
  });

  it('include ids that a library has folded into encoded words', () => {
    const parsed = mail(
      'Message-ID: =?utf-8?q?=3Cid2=40example=2Ecom=3E?=',
      'In-Reply-To: =?utf-8?q?=3Cid1=40mail=2Eexample=2Ecom=3E?=',
      'References: =?utf-8?q?=3Cid0=40example=2Ecom=3E?=',
      ' =?utf-8?q?_=3Cid1=40mail=2Eexample=2Ecom=3E?=',
      '',
      'x',
    );
    expect(parsed).toMatchObject({
      messageId: 'id2@example.com',
      inReplyTo: ['id1@mail.example.com'],
      references: ['id0@example.com', 'id1@mail.example.com'],
    });
  });

  it('keep the newest ids of References too long to be read', () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => ` <${index}@mail.example>`);
    const parsed = mail(`References:${ids.join('\r\n')}`, '', 'x');
    expect(parsed.references).toHaveLength(50);
    expect(parsed.references.at(-1)).toBe('4999@mail.example');
    expect(parsed.defects).toEqual(['header_truncated']);
  });

  it('that are missing leave null or empty values', () => {
    expect(mail('', 'Hello')).toMatchObject({
      from: [],
      identity: { address: null, refusal: 'from_missing' },
      sender: null,
      subject: '',
      messageId: null,
      date: null,
      dateOriginal: null,
    });
  });

  it('are kept when repeated; two From make nobody the sender', () => {
    const parsed = mail('From: a@x.example', 'From: b@x.example', '', 'x');
    expect(parsed.headers).toHaveLength(2);
    expect(parsed.from.map(({ address }) => address)).toEqual(['a@x.example', 'b@x.example']);
    expect(parsed.identity.refusal).toBe('ambiguous_from');
  });

  it('decide the sender before they are decoded', () => {
    const parsed = mail('From: =?utf-8?Q?ceo=40corp.example?= <x@evil.example>', '', 'x');
    expect(parsed.identity.address).toBe('x@evil.example');
    expect(parsed.defects).toContain('from_name_contains_address');
    expect(mail('From: =?utf-8?Q?ceo=40corp.example?=', '', 'x').identity.address).toBeNull();
  });

  it.each([
    ['raw UTF-8', utf8('Subject: café', '', 'x'), 'café'],
    ['raw UTF-8 whose last byte is a space elsewhere', utf8('Subject:  voilà \t', '', 'x'), 'voilà'],
    ['raw windows-1252', mail('Subject: caf\xe9', '', 'x'), 'café'],
    [
      'raw bytes in the charset of the body',
      mail('Subject: a\xd1', 'Content-Type: text/plain; charset=macintosh', '', 'x'),
      'a—',
    ],
    [
      'raw bytes in the charset of the first part that has one of its own',
      mail(
        'Subject: \xcf\xf0\xe8\xe2\xe5\xf2',
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nx',
        '--b\r\nContent-Type: text/html; charset=windows-1251\r\n\r\nx\r\n--b--',
      ),
      'Привет',
    ],
    [
      'raw bytes in the charset of an encoded word',
      mail('From: =?windows-1251?Q?=CF=F0=E8?= <a@x.example>', 'Subject: \xcf\xf0\xe8\xe2\xe5\xf2', '', 'x'),
      'Привет',
    ],
    [
      'raw windows-1252 over a body in UTF-16',
      mail('Subject: caf\xe9!', 'Content-Type: text/plain; charset=utf-16', '', '\0x'),
      'café!',
    ],
  ])('include a subject of %s', (_, { subject }, expected) => {
    expect(subject).toBe(expected);
  });

  it('leave no line end, NUL or half character in a value', () => {
    const { subject } = mail('Subject: =?utf-8?Q?Hi=0D=0ABcc:_v=00@x?=', '', 'x');
    expect(subject).toBe('Hi Bcc: v\ufffd@x');
    expect(mail(`Subject: ${'a'.repeat(2_000)}`, '', 'x').subject).toHaveLength(998);
  });
});

describe('the line between header and body', () => {
  it.each([
    ['blank lines in front', ['', '', 'Subject: x', '', 'body'], []],
    ['an mbox line in front', ['From ann@x.example Mon Jan 1 00:00:00 2024', 'Subject: x', '', 'body'], []],
    ['a quoted mbox line in front', ['>From ann@x.example Mon Jan 1', 'Subject: x', '', 'body'], []],
    ['an indented first line', [' \tSubject: x', '', 'body'], []],
    ['a byte order mark', ['\xef\xbb\xbfSubject: x', '', 'body'], []],
    ['white space in it', ['Subject: x', ' \t ', 'body'], []],
    ['white space before it', ['Subject: x', ' \t ', '', 'body'], []],
    ['no blank line', ['Subject: x', 'body'], ['header_end_missing']],
    ['a damaged line', ['Received: a', 'oops', 'Subject: x', '', 'body'], ['header_malformed']],
    ['several damaged lines', ['Received: a', 'oops', 'oh', 'Subject: x', '', 'body'], ['header_malformed']],
    ['a space before the colon', ['Subject : x', '', 'body'], []],
  ])('is found with %s', (_, lines, defects) => {
    expect(mail(...lines)).toMatchObject({ subject: 'x', text: 'body', defects });
  });

  it.each([
    ['LF', '\n', []],
    ['CR', '\r', ['bare_cr_line_ends']],
    ['CR CR LF', '\r\r\n', []],
  ])('is found with %s as line end', (_, lineEnd, defects) => {
    const parsed = parseMail(
      Buffer.from(['From: a@x.example', 'Subject: x', '', 'one', 'two'].join(lineEnd)),
    );
    expect(parsed).toMatchObject({ subject: 'x', text: 'one\ntwo', defects });
    expect(parsed.from).toHaveLength(1);
  });

  it('is found where relays have put their own lines before bare CRs', () => {
    const old = ['From: a@x.example', 'Subject: x', 'X-Mailer: old', '', 'one', 'two', ''].join('\r');
    const parsed = parseMail(Buffer.from(`Received: by y.example;\r\n\tMon, 1 Jan 2024\r\n${old}\r\n`));
    expect(parsed).toMatchObject({ subject: 'x', text: 'one\ntwo\n\n', defects: ['bare_cr_line_ends'] });
  });

  it('is not a bare CR among proper line ends', () => {
    const { subject, bcc } = mail('From: a@x.example', 'Subject: x\rBcc: b@x.example', '', 'one');
    expect(subject).toBe('x Bcc: b@x.example');
    expect(bcc).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['line ends', '\r\n\r\n'],
    ['a header alone', 'Subject: x'],
    ['NUL', '\0\0\0'],
  ])('is not required when the mail is %s', (_, raw) => {
    expect(parseMail(Buffer.from(raw)).attachments).toEqual([]);
  });
});

describe('report parts', () => {
  const report = mail(
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    '',
    'It failed.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; x.example',
    '',
    'Final-Recipient: rfc822; a@y.example',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Subject: the lost mail',
    '',
    'body',
    '--b--',
  );

  it('are read as text and listed as files', () => {
    expect(report.text).toBe('It failed.');
    expect(report.contentType).toEqual({
      value: 'multipart/report',
      parameters: { 'report-type': 'delivery-status', boundary: 'b' },
    });
    expect(report.reportParts).toEqual([
      {
        contentType: 'message/delivery-status',
        text: 'Reporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822; a@y.example',
      },
      { contentType: 'message/rfc822', text: 'Subject: the lost mail\n\nbody' },
    ]);
    expect(report.attachments.map(({ filename }) => filename)).toEqual([
      'delivery-status.txt',
      'the lost mail.eml',
    ]);
  });

  it('do not include a forwarded mail', () => {
    const forward = mail(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: y',
      '',
      'z',
      '--b--',
    );
    expect(forward.reportParts).toEqual([]);
    expect(forward.text).toBe('Subject: y\n\nz');
    expect(forward.attachments).toMatchObject([{ filename: 'y.eml', contentType: 'message/rfc822' }]);
  });
});

it("names of headers and parameters are never confused with an object's built-in members", () => {
  const parsed = mail(
    '__proto__: polluted',
    'constructor: x',
    'Content-Type: text/plain; __proto__=polluted',
    '',
    'x',
  );
  expect(parsed.headers.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'content-type']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
