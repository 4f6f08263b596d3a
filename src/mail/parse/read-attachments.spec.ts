import { describe, expect, it } from '@jest/globals';

import { parseMail } from './parse-mail.js';

const withParts = (...parts: string[][]) =>
  parseMail(
    Buffer.from(
      [
        'Content-Type: multipart/mixed; boundary=b',
        '',
        ...parts.flatMap((part) => ['--b', ...part]),
        '--b--',
      ].join('\r\n'),
      'latin1',
    ),
  ).attachments;

describe('the name of an attachment', () => {
  it.each<[string, string[], string, string | null]>([
    [
      'its disposition',
      ['Content-Type: x/y; name=b.bin', 'Content-Disposition: attachment; filename=a.bin'],
      'a.bin',
      'a.bin',
    ],
    ['its type', ['Content-Type: x/y; name=b.bin', 'Content-Disposition: attachment'], 'b.bin', 'b.bin'],
    [
      'a line that is not indented',
      [
        'Content-Type: x/y;',
        'name="b.bin"',
        'Content-Disposition: attachment;',
        'filename="a.bin";',
        'size=3',
      ],
      'a.bin',
      'a.bin',
    ],
    [
      'its type when only that has all characters',
      [
        'Content-Type: x/y; name="=?utf-8?Q?r=C3=A9sum=C3=A9.pdf?="',
        'Content-Disposition: attachment; filename="r?sum?.pdf"',
      ],
      'résumé.pdf',
      'résumé.pdf',
    ],
    [
      'its disposition when the names differ otherwise',
      ['Content-Type: x/y; name=what1.pdf', 'Content-Disposition: attachment; filename="which?.pdf"'],
      'which?.pdf',
      'which?.pdf',
    ],
    [
      'its description when that is a file name',
      ['Content-Type: application/pdf', 'Content-Description: =?utf-8?Q?r=C3=A9sum=C3=A9_2.pdf?='],
      'résumé 2.pdf',
      null,
    ],
    [
      'its type when the description is a sentence',
      ['Content-Type: application/pdf', 'Content-Description: Scanned at 10.30.'],
      'attachment.pdf',
      null,
    ],
    [
      'its location',
      ['Content-Type: image/png', 'Content-Location: https://x.example/i/logo.png?x=1'],
      'logo.png',
      null,
    ],
    [
      'a file-like id',
      ['Content-Type: image/png', 'Content-ID: <image001.png@01D7.5F30>'],
      'image001.png',
      null,
    ],
    [
      'what it is, not an id of numbers',
      ['Content-Type: image/png', 'Content-ID: <7.1.12@x>'],
      'image.png',
      null,
    ],
    ['what it is', ['Content-Type: image/jpeg'], 'image.jpg', null],
    ['what it is: a calendar', ['Content-Type: text/calendar'], 'invite.ics', null],
    ['what it is: TNEF', ['Content-Type: application/ms-tnef'], 'winmail.dat', null],
    ['what it is: S/MIME', ['Content-Type: application/pkcs7-mime'], 'smime.p7m', null],
    ['what it is: slides', ['Content-Type: application/vnd.ms-powerpoint'], 'attachment.ppt', null],
    ['what it is: a photo of a phone', ['Content-Type: image/heic'], 'image.heic', null],
    ['what it is: a voice message', ['Content-Type: audio/ogg'], 'audio.ogg', null],
    ['nothing', ['Content-Type: x/y'], 'attachment.bin', null],
    ['a path, cleaned', ['Content-Disposition: attachment; filename="../../etc/x"'], 'x', '../../etc/x'],
  ])('comes from %s', (_, headers, filename, originalFilename) => {
    expect(withParts([...headers, '', 'x'])).toMatchObject([{ filename, originalFilename }]);
  });

  it('of an embedded mail is its subject', () => {
    const eml = (subject: string) => ['Content-Type: message/rfc822', '', `Subject: ${subject}`, '', 'x'];
    const names = withParts(eml('=?utf-8?Q?caf=C3=A9?= 1/2'), eml(''), eml('a'), eml('a')).map(
      ({ filename }) => filename,
    );
    expect(names).toEqual(['café 1_2.eml', 'message.eml', 'a.eml', 'a (2).eml']);
  });

  it('of an embedded mail is its subject even under a transfer encoding', () => {
    const mail = Buffer.from('Subject: Old order\r\n\r\nx').toString('base64');
    const [eml] = withParts(['Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', '', mail]);
    expect(eml?.filename).toBe('Old order.eml');
  });

  it('of an embedded mail is found even if that mail breaks every limit', () => {
    const flood = Array.from({ length: 2_000 }, () => 'X: y');
    expect(withParts(['Content-Type: message/rfc822', '', ...flood, '', 'x'])[0]?.filename).toBe(
      'message.eml',
    );
  });
});

describe('the content of an attachment', () => {
  it('is decoded, but an embedded mail is kept whole', () => {
    const [png, eml] = withParts(
      ['Content-Type: image/png', 'Content-Transfer-Encoding: BASE64', '', 'AAEC'],
      ['Content-Type: message/rfc822', '', 'Subject: x', '', 'y'],
    );
    expect([...(png?.content ?? [])]).toEqual([0, 1, 2]);
    expect(Buffer.from(eml?.content ?? []).toString()).toBe('Subject: x\r\n\r\ny');
  });

  it.each(['Base-64', '(by hand) base64', 'base64; x', '"base64"', '=?utf-8?Q?base64?='])(
    'is decoded if the encoding is called %s',
    (name) => {
      const [file] = withParts(['Content-Type: x/y', `Content-Transfer-Encoding: ${name}`, '', 'YWJj']);
      expect(Buffer.from(file?.content ?? []).toString()).toBe('abc');
    },
  );

  it('ends before a closing delimiter on its last line', () => {
    const raw = 'Content-Type: multipart/mixed; boundary=abcd\r\n\r\n--abcd\r\n';
    const part = 'Content-Type: x/y\r\nContent-Transfer-Encoding: base64\r\n\r\nAAECAwQF--abcd--';
    const [file] = parseMail(Buffer.from(raw + part)).attachments;
    expect([...(file?.content ?? [])]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('does not hold on to memory of the mail', () => {
    const [file] = withParts(['Content-Type: x/y', '', 'abc']);
    expect(file?.content.buffer.byteLength).toBe(3);
  });

  it('has the declared type, or none', () => {
    const types = withParts(
      ['Content-Type: IMAGE/PNG', '', 'x'],
      ['Content-Disposition: attachment; filename=a.txt', '', 'x'],
      ['Content-Type: image', '', 'x'],
    ).map(({ contentType }) => contentType);
    expect(types).toEqual(['image/png', 'application/octet-stream', 'application/octet-stream']);
  });

  it.each([
    'message/partial; id=x',
    'message/external-body; access-type=URL; URL="https://x.example/"',
    'multipart/signed',
  ])('of %s is kept and never followed', (type) => {
    const part = type.startsWith('multipart')
      ? ['Content-Type: application/pgp-signature']
      : [`Content-Type: ${type}`];
    expect(withParts([...part, '', 'x'])).toHaveLength(1);
  });
});

describe('inline', () => {
  const html = (body: string) => ['Content-Type: text/html', '', body];
  const image = (...headers: string[]) => ['Content-Type: image/png', ...headers, '', 'x'];
  it.each<[string, string, string[], boolean]>([
    ['referenced by cid', '<img src="cid:a@x">', ['Content-ID: <a@x>'], true],
    ['referenced by an escaped cid', '<img src=cid:a%40x>', ['Content-ID: <a@x>'], true],
    ['referenced by what is also its escaped id', '<img src=cid:a%40x>', ['Content-ID: <a%40x>'], true],
    ['referenced in brackets', '<img src="cid:&lt;a@x&gt;">', ['Content-ID: <a@x>'], true],
    ['referenced in entities', '<img src="&#x63;id&colon;a&#64;x">', ['Content-ID: <a@x>'], true],
    ['referenced over a line end', '<img src="cid:a\r\n@x">', ['Content-ID: <a@x>'], true],
    ['called so with a remark', '<img src="cid:a@x">', ['Content-ID: <a@x> (a picture)'], true],
    ['referenced from CSS', '<p style="background:url(cid:a@x)">', ['Content-ID: <a@x>'], true],
    ['referenced by its location', '<img src="pic.png">', ['Content-Location: pic.png'], true],
    [
      'referenced from a style sheet',
      '<style>p{background:url("cid:a@x")}</style>',
      ['Content-ID: <a@x>'],
      true,
    ],
    ['referenced by VML', '<v:imagedata o:href="cid:a@x">', ['Content-ID: <a@x>'], true],
    ['told of in words', '<p>it says src=pic.png', ['Content-Location: pic.png'], false],
    ['told of by its id', '<p>cid:a@x is missing', ['Content-ID: <a@x>'], false],
    ['left out in a comment', '<!--<img src="cid:a@x">-->', ['Content-ID: <a@x>'], false],
    ['not referenced', '<p>hi', ['Content-ID: <a@x>', 'Content-Disposition: inline'], false],
    ['without an id', '<img src="cid:a@x">', ['Content-Disposition: inline'], false],
  ])('is right for an image %s', (_, body, headers, inline) => {
    expect(withParts(html(body), image(...headers))).toMatchObject([{ inline }]);
  });
});
