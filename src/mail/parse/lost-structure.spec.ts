import { describe, expect, it } from '@jest/globals';

import { parseMail } from './parse-mail.js';

type Part = [headers: string[], body: string];
const plain = (body: string): Part => [['Content-Type: text/plain'], body];
const html = (body: string): Part => [['Content-Type: text/html'], body];
const written = (parts: Part[]) =>
  [...parts.flatMap(([headers, body]) => ['--b', ...headers, '', body]), '--b--'].join('\r\n');
const mixed = (parts: Part[]): Part => [['Content-Type: multipart/mixed; boundary=b'], written(parts)];
const misnamed = (type: string, parts: Part[]): Part => [
  [`Content-Type: ${type}; boundary=b`],
  written(parts),
];
const PARTS = written([plain('a'), html('<b>b</b>')]);
const MIME = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b';

const read = ([headers, body]: Part) =>
  parseMail(Buffer.from(['From: ann@x.example', ...headers, '', body].join('\r\n'), 'latin1'));

describe('a mail that describes its structure wrongly', () => {
  it.each<[string, Part, string | null, string | null]>([
    ['a type that is turned', [['Content-Type: plain/text; charset=utf-8'], 'a'], 'a', null],
    [
      'turned types in a multipart',
      mixed([
        [['Content-Type: plain/text'], 'a'],
        [['Content-Type: html/text'], '<b>b</b>'],
      ]),
      'a',
      '<b>b</b>',
    ],
    [
      'a multipart whose type is misspelt',
      misnamed('mutlipart/alternative', [plain('a'), html('<p>a')]),
      'a',
      '<p>a',
    ],
    ['a multipart that is called text', misnamed('text/plain', [plain('a'), plain('b')]), 'a\nb', null],
    [
      'text with the boundary of a multipart that it was',
      [['Content-Type: text/plain; boundary=b'], 'a\r\n--b\r\nc'],
      'a\n--b\nc',
      null,
    ],
    [
      'a multipart whose boundary is not indented',
      [['Content-Type: multipart/mixed; ', 'boundary="b"', 'X-A: b'], '--b\r\n\r\na\r\n--b--'],
      'a',
      null,
    ],
    ['parts under no type', [['MIME-Version: 1.0'], PARTS], 'a', '<b>b</b>'],
    ['parts under a type that is empty', [['Content-Type:'], PARTS], 'a', '<b>b</b>'],
    [
      'parts under no type behind a line for old readers',
      [[], `This is a multi-part message in MIME format.\r\n\r\n${PARTS}`],
      'a',
      '<b>b</b>',
    ],
    ['fields cut off by a blank line', [['X-A: b'], `${MIME}\r\n\r\n${PARTS}`], 'a', '<b>b</b>'],
  ])('is read anyway: %s', (_, part, text, htmlBody) => {
    expect(read(part)).toMatchObject({ text, html: htmlBody, from: [{ address: 'ann@x.example' }] });
  });

  it.each([
    ['a line that looks like a delimiter', '--b\r\ncontent-free words'],
    ['parts below words', `I got this:\r\n${PARTS}`],
    ['a field alone', 'X-Ray: bring it along'],
    ['fields of another mail', `From: bo@x.example\r\n${MIME}\r\n\r\n${PARTS}`],
  ])('stays text if it is only: %s', (_, body) => {
    expect(read([[], body])).toMatchObject({ text: body.replaceAll('\r', ''), attachments: [], defects: [] });
  });
});
