import iconv from 'iconv-lite';

import { type Mailbox } from '../mail.js';
import { type Chance } from './chance.fixture.js';

const CHARSETS = 'utf-8 iso-8859-1 iso-8859-2 iso-8859-15 windows-1251 koi8-r gb18030 shift_jis euc-kr'.split(
  ' ',
);

/** Writes header fields in the ways that the standards allow a sender (RFC 2045, 2047, 2231, 5322). */
export class FieldWriter {
  constructor(
    private readonly chance: Chance,
    private readonly lineEnd: string,
  ) {}

  /** A whole field without its line end, one character per byte; a comment may follow each piece. */
  field(name: string, ...pieces: string[]): string {
    const comment = () => this.chance.pick(['', '', '', ' (a (b); "c)']);
    const between = this.chance.pick(['; ', ';', ` ;${this.lineEnd} `]);
    const value = pieces.map((piece) => piece + comment()).join(between);
    const start = this.chance.pick([`${name}: `, `${name.toUpperCase()}:`]);
    return Buffer.from(start + value).toString('latin1');
  }

  /** Quoted as raw UTF-8, or extended (RFC 2231), whole or in sections. */
  parameter(name: string, value: string): string {
    const bytes = Buffer.from(value).toString('latin1');
    const extended = bytes.replace(/[^a-z0-9.]/gi, (byte) => escapeByte('%', byte));
    const sections = extended.match(/(?:%..|.){1,9}/g) ?? [];
    return this.chance.pick([
      `${name}=${quote(value)}`,
      `${name}*=utf-8''${extended}`,
      sections.map((section, at) => `${name}*${at}*=${at === 0 ? "UTF-8''" : ''}${section}`).join('; '),
    ]);
  }

  mailbox({ name, address }: Mailbox): string {
    return this.chance.pick([
      `${quote(name)} <${address}>`,
      `${this.encodedWords(name)} <${address.replace('@x', '@X')}>`,
      `${address} (${this.encodedWords(name)})`,
    ]);
  }

  encodedWords(text: string): string {
    const pieces = text.match(/[^]{1,9}/gu) ?? [];
    const between = this.chance.pick([' ', `${this.lineEnd}\t`]);
    return pieces.map((piece) => this.encodedWord(piece)).join(between);
  }

  /** A charset that has all characters of the text. */
  charsetFor(text: string): string {
    return this.chance.pick(
      CHARSETS.filter((charset) => iconv.decode(iconv.encode(text, charset), charset) === text),
    );
  }

  private encodedWord(text: string): string {
    const charset = this.charsetFor(text);
    const bytes = iconv.encode(text, charset);
    const q = bytes.toString('latin1').replace(/[^a-z0-9]/gi, (byte) => escapeByte('=', byte));
    return this.chance.pick([
      `=?${charset}?B?${bytes.toString('base64')}?=`,
      `=?${charset.toUpperCase()}?q?${q}?=`,
    ]);
  }
}

/** The byte in hexadecimal with a mark in front. */
export function escapeByte(mark: string, byte: string): string {
  return mark + byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
