import { StringDecoder } from 'node:string_decoder';

/** Longest field accepted; an address has at most 320 characters, a note 1,000. */
const MAX_FIELD_CHARACTERS = 4_096;

/** Further columns are dropped. */
const MAX_FIELDS = 64;

/** One record of a CSV file. */
export interface CsvRecord {
  /** Line on which it begins, from 1. */
  line: number;
  fields: string[];
  /** Why it could not be read; null if it could. */
  fault: string | null;
}

/**
 * Reads CSV (RFC 4180) from chunks of bytes and yields the records that end in each chunk: UTF-8 with or without BOM,
 * any line ends, quoted fields with line ends and doubled quotes. Blank lines are skipped. Memory holds the records of
 * one chunk, and of a field no more than the limit.
 */
export async function* csvRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<CsvRecord[]> {
  const decoder = new StringDecoder('utf8');
  const reader = new RecordReader();
  for await (const chunk of chunks) yield reader.read(decoder.write(chunk));
  yield reader.read(decoder.end());
  yield reader.end();
}

type Place = 'start' | 'plain' | 'quoted' | 'after_quote';

class RecordReader {
  private place: Place = 'start';
  private line = 1;
  private startLine = 1;
  private fields: string[] = [];
  private field = '';
  private fault: string | null = null;
  private lastWasCr = false;
  private isFirst = true;

  /** The records that end in this text. */
  read(text: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    let from = this.isFirst && text.charCodeAt(0) === 0xfeff ? 1 : 0;
    if (text !== '') this.isFirst = false;
    while (from < text.length) {
      const to = this.nextMark(text, from);
      if (to > from) this.take(text.slice(from, to));
      if (to === text.length) break;
      this.meet(text[to]!, records);
      from = to + 1;
    }
    return records;
  }

  /** The last record, if no line end follows it. */
  end(): CsvRecord[] {
    const records: CsvRecord[] = [];
    if (this.place === 'quoted') this.fault ??= 'a quoted field is not closed';
    this.endRecord(records);
    return records;
  }

  private nextMark(text: string, from: number): number {
    const marks = this.place === 'quoted' ? /["\n]/g : /[",\r\n]/g;
    marks.lastIndex = from;
    return marks.exec(text)?.index ?? text.length;
  }

  private take(text: string): void {
    this.lastWasCr = false;
    if (this.place === 'start') this.place = 'plain';
    else if (this.place === 'after_quote') this.fault ??= 'text follows a closing quote';
    if (this.field.length + text.length > MAX_FIELD_CHARACTERS) {
      this.fault ??= `a field is longer than ${MAX_FIELD_CHARACTERS} characters`;
    } else this.field += text;
  }

  private meet(mark: string, records: CsvRecord[]): void {
    if (mark === '"') return this.quote();
    if (this.place === 'quoted') {
      this.line += 1;
      return this.take(mark);
    }
    if (mark === ',') {
      this.endField();
      this.lastWasCr = false;
      return;
    }
    // the LF of a CRLF does not end a second record
    if (mark === '\n' && this.lastWasCr) this.lastWasCr = false;
    else {
      this.line += 1;
      this.lastWasCr = mark === '\r';
      this.endRecord(records);
      return;
    }
    this.startLine = this.line;
  }

  private quote(): void {
    this.lastWasCr = false;
    if (this.place === 'start') this.place = 'quoted';
    else if (this.place === 'quoted') this.place = 'after_quote';
    else if (this.place === 'after_quote') {
      this.place = 'quoted';
      this.take('"');
    } else this.fault ??= 'a quote stands inside an unquoted field';
  }

  private endField(): void {
    if (this.fields.length < MAX_FIELDS) this.fields.push(this.field);
    this.field = '';
    this.place = 'start';
  }

  private endRecord(records: CsvRecord[]): void {
    const isBlank = this.fields.length === 0 && this.field === '' && this.place === 'start';
    this.endField();
    if (!isBlank) records.push({ line: this.startLine, fields: this.fields, fault: this.fault });
    this.fields = [];
    this.fault = null;
    this.startLine = this.line;
  }
}

/**
 * One field for a CSV file. A leading character that a spreadsheet would take for a formula is kept: the file is for
 * programs, and must import unchanged.
 */
export function csvField(value: string | null): string {
  if (value === null) return '';
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
