import { describe, expect, it } from '@jest/globals';

import { decodeUuencode, extractUuencoded } from './uuencode.js';

const BLOCK = ['begin 644 hello.txt', '%:&5L;&\\', '`', 'end'].join('\n');

describe('extractUuencoded', () => {
  it('takes files out of the text', () => {
    const { text, files } = extractUuencoded(`Before\n${BLOCK}\nbetween\n${BLOCK}\nafter`, 10);
    expect(text).toBe('Before\nbetween\nafter');
    expect(files.map(({ filename, content }) => [filename, content.toString()])).toEqual([
      ['hello.txt', 'hello'],
      ['hello.txt', 'hello'],
    ]);
  });

  it('reads a block whose only space was lost in transit', () => {
    const { files } = extractUuencoded(['begin 644 hello.txt', '%:&5L;&\\', '', 'end'].join('\n'), 10);
    expect(files[0]?.content.toString()).toBe('hello');
  });

  it.each([
    ['a sentence', 'begin 101 things to do\nbuy milk\nend'],
    ['a block without an end', 'begin 644 hello.txt\n%:&5L;&\\\n`\n'],
    ['a block with a line too long for its length', 'begin 644 hello.txt\n!:&5L:&5L:&5L\nend'],
    ['a block with small letters', 'begin 644 hello.txt\nbuy milk\nend'],
    ['lines that say they hold more than there is', `begin 644 a\n${'_\n'.repeat(1_000)}end`],
    ['blank lines', `begin 644 a\n${'\n'.repeat(200_000)}`],
  ])('leaves %s as it is', (_, text) => {
    expect(extractUuencoded(text, 10)).toEqual({ text, files: [], isCut: false });
  });
});

describe('decodeUuencode', () => {
  it.each([
    ['a whole block', BLOCK, 'hello'],
    ['a remark before it', `Your file:\n\n${BLOCK}`, 'hello'],
    ['no first line', '\n%:&5L;&\\\n`\nend\n', 'hello'],
    ['no last line', 'begin 644 hello.txt\n%:&5L;&\\\n', 'hello'],
    ['words', 'nothing here', undefined],
    ['words after the first line', 'begin 644 hello.txt\nnothing here\n', undefined],
    ['lines whose spaces were lost', 'begin 644 a\n#86)C\n#80\n#\n#86)C\n#86)C\nend', 'abca\0\0\0\0\0abcabc'],
    ['lines that say they hold more than there is', '_\n'.repeat(1_000), undefined],
    ['nothing', '', undefined],
  ])('reads %s', (_, text, expected) => {
    for (const lineEnd of ['\r\n', '\r\r\n', '\r']) {
      expect(decodeUuencode(Buffer.from(text.replaceAll('\n', lineEnd)))?.toString()).toBe(expected);
    }
  });
});
