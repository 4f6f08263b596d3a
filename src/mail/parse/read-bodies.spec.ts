import { describe, expect, it } from '@jest/globals';

import { parseMail } from './parse-mail.js';

type Part = [headers: string[], body: string];
const plain = (body: string): Part => [['Content-Type: text/plain'], body];
const html = (body: string): Part => [['Content-Type: text/html'], body];
/** A zero-width space. */
const unseen: Part = [
  ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
  '4oCL',
];
const multipart = (subtype: string, boundary: string, parts: Part[]): Part => [
  [`Content-Type: multipart/${subtype}; boundary="${boundary}"`],
  [
    ...parts.map(([headers, body]) => `--${boundary}\r\n${headers.join('\r\n')}\r\n\r\n${body}\r\n`),
    `--${boundary}--`,
  ].join(''),
];
const read = ([headers, body]: Part) =>
  parseMail(Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}`, 'latin1'));

describe('which parts are the body', () => {
  it.each<[string, Part, string | null, string | null]>([
    ['a plain mail', plain('a'), 'a', null],
    ['an HTML mail', html('<p>a'), null, '<p>a'],
    ['alternatives', multipart('alternative', 'b', [plain('a'), html('<p>a')]), 'a', '<p>a'],
    ['parts one after the other', multipart('mixed', 'b', [plain('a'), plain('b')]), 'a\nb', null],
    ['plain, then HTML', multipart('mixed', 'b', [plain('a'), html('<p>b')]), 'a', '<p>b'],
    [
      'HTML, then a footer',
      multipart('mixed', 'b', [html('<p>a'), plain('x < y')]),
      null,
      '<p>a\n<pre>x &lt; y</pre>',
    ],
    ['HTML beside blank text', multipart('mixed', 'b', [html('<p>a'), plain('  ')]), null, '<p>a'],
    [
      'HTML beside text that nobody sees',
      multipart('alternative', 'b', [unseen, html('<p>a')]),
      null,
      '<p>a',
    ],
    ['twins', multipart('alternative', 'b', [plain('a'), plain('a')]), 'a', null],
    [
      'a text that says something twice, alone among alternatives',
      multipart('alternative', 'b', [multipart('mixed', 'c', [plain('a'), plain('a')])]),
      'a\na',
      null,
    ],
    [
      'an empty alternative',
      multipart('alternative', 'b', [plain('a'), plain(''), html('<p>a')]),
      'a',
      '<p>a',
    ],
    [
      'an alternative that contains more',
      multipart('alternative', 'b', [plain('a'), multipart('mixed', 'c', [html('<p>a'), html('<p>b')])]),
      'a',
      '<p>a\n<p>b',
    ],
    [
      'a related root',
      multipart('related', 'b', [html('<p>a'), [['Content-Type: image/png'], 'x']]),
      null,
      '<p>a',
    ],
    [
      'a related root that is named without brackets',
      [
        ['Content-Type: multipart/related; boundary=b; start=r'],
        '--b\r\nContent-Type: text/html\r\n\r\n<p>b\r\n--b\r\nContent-ID: <r>\r\nContent-Type: text/html\r\n\r\n<p>a\r\n--b--',
      ],
      null,
      '<p>a\n<p>b',
    ],
    [
      'base64 with a footer of the list below',
      [
        ['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'],
        'U2VlIHlvdSBhdCBub29uIQ==\r\n\r\n____________\r\nA mailing list of people\r\nlist@x.example\r\n',
      ],
      'See you at noon!',
      null,
    ],
    [
      'alternatives that are named',
      multipart('alternative', 'b', [
        [['Content-Type: text/plain; name=a.txt'], 'a'],
        [['Content-Type: text/html; name=a.html'], '<p>a'],
      ]),
      'a',
      '<p>a',
    ],
    [
      'a multipart below the type that a gateway has put in front',
      [['Content-Type: text/plain', 'Content-Type: multipart/mixed; boundary=b'], '--b\r\n\r\na\r\n--b--'],
      'a',
      null,
    ],
    [
      'text below two types',
      [['Content-Type: text/plain', 'Content-Type: multipart/mixed; boundary=b'], 'a'],
      'a',
      null,
    ],
    ['an unknown multipart', multipart('x-new', 'b', [plain('a')]), 'a', null],
    [
      'a part without headers',
      [['Content-Type: multipart/mixed; boundary=b'], '--b\r\n\r\na\r\n--b--'],
      'a',
      null,
    ],
    ['a malformed type', [['Content-Type: text'], 'a'], 'a', null],
    [
      'a short text that claims to be base64',
      [['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'], 'Yes, please!'],
      'Yes, please!',
      null,
    ],
    [
      'short base64 with junk',
      [['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'], '> SGVs.bG8'],
      'Hello',
      null,
    ],
    [
      'base64 without padding and a footer',
      [
        ['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'],
        'U2VlIHlvdSBhdCBub29u\r\n\r\n-- \r\nAll our lists: https://x.example/',
      ],
      'See you at noon',
      null,
    ],
    [
      'text that claims to be base64',
      [['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'], 'See you at noon, Ann'],
      'See you at noon, Ann',
      null,
    ],
    [
      'base64 with a remark',
      [['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'], 'U2VlIHlvdSBhdCBub29u\r\n--\r\n'],
      'See you at noon',
      null,
    ],
    ['a mail of a type that is none', [['Content-Type: whatever'], 'a'], 'a', null],
    ['Markdown', [['Content-Type: text/markdown'], '# a'], '# a', null],
    ['an unknown kind of text', [['Content-Type: text/x-note'], 'a'], 'a', null],
    [
      'text/enriched',
      [['Content-Type: text/enriched'], '<bold>a</bold> <<b> <color><param>red</param>c</color> 1 < 2'],
      'a <b> c 1 < 2',
      null,
    ],
    ['text/richtext', [['Content-Type: text/richtext'], '<bold>a</bold><nl>b<lt>c'], 'a\nb<c', null],
    ['a calendar', [['Content-Type: text/calendar'], 'x'], null, null],
    ['a table', [['Content-Type: text/csv'], 'x,y'], null, null],
    [
      'Markdown behind text',
      multipart('mixed', 'b', [plain('a'), [['Content-Type: text/markdown'], 'x']]),
      'a',
      null,
    ],
    ['named Markdown', [['Content-Type: text/markdown; name=a.md'], 'x'], null, null],
    ['an empty multipart', [['Content-Type: multipart/mixed; boundary=b'], '--b--'], null, null],
  ])('of %s', (_, part, text, htmlBody) => {
    expect(read(part)).toMatchObject({ text, html: htmlBody });
  });

  it.each<[string, string[]]>([
    ['with a disposition', ['Content-Type: text/plain', 'Content-Disposition: attachment']],
    ['with a file name', ['Content-Type: text/plain', 'Content-Disposition: inline; filename=a.txt']],
    ['with a name', ['Content-Type: text/html; name=a.html']],
    ['of a calendar', ['Content-Type: text/calendar; method=REQUEST']],
    ['of AMP', ['Content-Type: text/x-amp-html']],
  ])('exclude a text part %s', (_, headers) => {
    const parsed = read(multipart('mixed', 'b', [plain('a'), [headers, 'file']]));
    expect(parsed.text).toBe('a');
    expect(parsed.attachments).toHaveLength(1);
  });

  it.each<[string, Part, boolean]>([
    ['one after the other', multipart('mixed', 'b', [plain('a'), html('<p>b')]), true],
    [
      'one after the other, deeper',
      multipart('related', 'c', [multipart('mixed', 'b', [plain('a'), html('<p>b')])]),
      true,
    ],
    [
      'alternatives before more HTML',
      multipart('mixed', 'c', [multipart('alternative', 'b', [plain('a'), html('<p>a')]), html('<p>b')]),
      true,
    ],
    [
      'one after the other, as the only alternative',
      multipart('alternative', 'c', [multipart('mixed', 'b', [plain('a'), html('<p>b')])]),
      true,
    ],
    ['alternatives', multipart('alternative', 'b', [plain('a'), html('<p>a')]), false],
    ['HTML before text', multipart('mixed', 'b', [html('<p>a'), plain('b')]), false],
    ['text without HTML', multipart('mixed', 'b', [plain('a'), plain('b')]), false],
  ])('say whether HTML follows text: %s', (_, part, expected) => {
    expect(read(part).htmlFollowsText).toBe(expected);
  });

  it('exclude uuencoded files in plain text', () => {
    const parsed = read(plain(['Hello', 'begin 644 a.txt', '%:&5L;&\\', '`', 'end'].join('\r\n')));
    expect(parsed.text).toBe('Hello');
    expect(
      parsed.attachments.map(({ filename, content }) => [filename, Buffer.from(content).toString()]),
    ).toEqual([['a.txt', 'hello']]);
  });

  it('have flowed text unwrapped', () => {
    const part: Part = [['Content-Type: text/plain; format=flowed; DelSp=yes'], 'ta \r\nble\r\n'];
    expect(read(part).text).toBe('table\n');
  });

  it('have the charset that HTML itself declares', () => {
    expect(read(html('<meta charset="koi8-r"><p>\xf0\xd2\xc9')).html).toContain('При');
  });
});

describe('broken boundaries', () => {
  const parts = '\r\nContent-Type: text/plain\r\n\r\na\r\n';
  it.each<[string, string, string, string[]]>([
    ['unterminated', 'boundary=b', `--b${parts}`, ['boundary_unterminated']],
    ['followed by white space', 'boundary=b', `--b  ${parts}--b-- `, []],
    ['declared with white space at the end', 'boundary="b "', `--b${parts}--b--`, []],
    ['with apostrophes for quotes', "boundary='b'", `--b${parts}`, ['boundary_unterminated']],
    ['with apostrophes of their own', "boundary='b'", `--'b'${parts}`, ['boundary_unterminated']],
    ['not declared', 'x=y', `--b${parts}--b--`, ['boundary_missing']],
    ['declared empty', 'boundary=""', `--b${parts}--b--`, ['boundary_missing']],
    ['declared wrongly', 'boundary=c', `--b${parts}--b--`, []],
    ['never there', 'boundary=b', 'a', ['boundary_not_found']],
    ['closed and never opened', 'boundary=b', 'a\r\n--b--', ['boundary_not_found']],
    ['closed before the text', 'boundary=b', '\r\n--b--\r\na', ['boundary_not_found']],
    ['going on after the end', 'boundary=b', `--b--\r\n--b${parts}--b--`, ['parts_after_end']],
    ['like a line of the text', 'boundary=b', `--b\r\n\r\na\r\n--bcd\r\n--b--`, []],
  ])('are tolerated: %s', (_, parameter, body, defects) => {
    const parsed = read([[`Content-Type: multipart/mixed; ${parameter}`], body]);
    expect(parsed.text?.split('\n')).toContain('a');
    expect(parsed.defects).toEqual(defects);
  });

  it.each([
    ['a closing delimiter', 'hi--b--\r\n', 'hi'],
    ['another delimiter', 'hi--c--\r\n', 'hi--c--\n'],
    ['a delimiter that closes nothing', 'hi--b', 'hi--b'],
  ])('glued to the text: %s', (_, body, text) => {
    const parsed = read([['Content-Type: multipart/mixed; boundary=b'], `--b\r\n\r\n${body}`]);
    expect(parsed).toMatchObject({ text, defects: ['boundary_unterminated'] });
  });

  it('of an inner multipart end with the outer one', () => {
    const body =
      '--b\r\nContent-Type: multipart/alternative; boundary=bb\r\n\r\n--bb\r\n\r\na\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--';
    const parsed = read([['Content-Type: multipart/mixed; boundary=b'], body]);
    expect(parsed).toMatchObject({ text: 'a', attachments: [{ contentType: 'image/png' }] });
  });

  it('hidden by a transfer encoding are found', () => {
    const body = Buffer.from('--b\r\n\r\na\r\n--b--').toString('base64');
    const parsed = read([
      ['Content-Type: multipart/mixed; boundary=b', 'Content-Transfer-Encoding: base64'],
      body,
    ]);
    expect(parsed).toMatchObject({ text: 'a', defects: ['multipart_encoded'] });
  });
});
