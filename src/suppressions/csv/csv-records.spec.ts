import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { csvField, type CsvRecord, csvRecords } from './csv-records.js';

async function read(text: string | Buffer, chunkBytes = 1_000_000): Promise<CsvRecord[]> {
  const bytes = Buffer.from(text as string);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) parts.push(bytes.subarray(at, at + chunkBytes));
  const records: CsvRecord[] = [];
  for await (const some of csvRecords(Readable.from(parts))) records.push(...some);
  return records;
}

const fieldsOf = async (text: string, chunkBytes?: number) =>
  (await read(text, chunkBytes)).map(({ line, fields }) => [line, ...fields]);

describe('csvRecords', () => {
  it.each([
    [
      'LF',
      'a,b\nc,d\n',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'CR LF',
      'a,b\r\nc,d\r\n',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'CR',
      'a\rb\r',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'no last line end',
      'a,b\nc',
      [
        [1, 'a', 'b'],
        [2, 'c'],
      ],
    ],
    [
      'blank lines',
      '\n\na\n\r\n\r\nb\n',
      [
        [3, 'a'],
        [6, 'b'],
      ],
    ],
    ['a BOM', '\uFEFFa,b', [[1, 'a', 'b']]],
    [
      'empty fields',
      ',,\n"",x',
      [
        [1, '', '', ''],
        [2, '', 'x'],
      ],
    ],
    [
      'quotes',
      '"a,b","say ""hi""","two\nlines"\nz',
      [
        [1, 'a,b', 'say "hi"', 'two\nlines'],
        [3, 'z'],
      ],
    ],
    ['beyond ASCII', 'jürgen@bücher.example,ü', [[1, 'jürgen@bücher.example', 'ü']]],
    ['nothing', '', []],
  ])('reads %s, both whole and byte by byte', async (_what, text, expected) => {
    expect(await fieldsOf(text)).toEqual(expected);
    expect(await fieldsOf(text, 1)).toEqual(expected);
  });

  it.each([
    ['a quote inside a field', 'a"b,c\nd', 'a quote stands inside an unquoted field'],
    ['text after a quote', '"a"b\nd', 'text follows a closing quote'],
    ['a field without end', `${'x'.repeat(5_000)}\nd`, 'a field is longer than 4096 characters'],
    ['a field of quotes alone', `"${'""'.repeat(5_000)}"\nd`, 'a field is longer than 4096 characters'],
  ])('names %s and continues', async (_what, text, fault) => {
    const records = await read(text);
    expect(records.map((record) => record.fault)).toEqual([fault, null]);
    expect(records[1]!.fields).toEqual(['d']);
  });

  it('reports a quoted field that is not closed', async () => {
    expect(await read('"a\nb\nc')).toEqual([
      expect.objectContaining({ line: 1, fault: 'a quoted field is not closed' }),
    ]);
  });
});

describe('csvField', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    [null, ''],
  ])('writes %j as %j', (value, expected) => {
    expect(csvField(value)).toBe(expected);
  });
});
