import { findComments } from '../comments.js';
import { trimBytes } from '../text.js';
import { type RawParameter } from './parameter-values.js';

/** More sections than this are a flood: 1,000 sections of 60 characters make a name of 60 kB. */
const MAX_PARAMETERS = 1_000;

/**
 * Splits `a=b; c="d"` into parameters.
 *
 * @param bare the text with its comments blanked (RFC 2045 §5.1 allows them between parameters)
 */
export function splitParameters(text: string, bare: string, start: number): RawParameter[] {
  const found: RawParameter[] = [];
  const pattern = /([^\s=;"]{1,200})\s*=[ \t]*/y;
  const gap = /[\s;]*/y;
  let at = start;
  while (at < text.length && found.length < MAX_PARAMETERS) {
    gap.lastIndex = at;
    at += gap.exec(bare)?.[0].length ?? 0;
    pattern.lastIndex = at;
    const match = pattern.exec(bare);
    if (!match) {
      const next = bare.indexOf(';', at);
      if (next < 0) break;
      at = next + 1;
      continue;
    }
    const name = (match[1] ?? '').toLowerCase();
    const valueStart = at + match[0].length;
    const { value, end, quoted } = readValue(text, bare, valueStart);
    found.push({ name, value: quoted ? value : cleanPlain(name, value) });
    at = end;
  }
  return found;
}

interface FoundValue {
  value: string;
  end: number;
  quoted: boolean;
}

/** An unpaired quote is ignored. */
function readValue(text: string, bare: string, start: number): FoundValue {
  if (text[start] !== '"') return plainValue(text, bare, start);
  const close = findClose(text, start + 1);
  if (close < 0) return plainValue(text, bare, start + 1);
  return { value: unescapeQuoted(text.slice(start + 1, close)), end: close + 1, quoted: true };
}

/** How far to search for a better end after the first quote: names are shorter, and a flood has many values. */
const MAX_INNER_CHARS = 300;
/** What follows a quoted value: its end, a comment, or a parameter whose semicolon is missing. */
const BEHIND_QUOTED = /[ \t\r\n]*(?:[;,(]|$|[^\s=;"]{1,200}\s*=)/y;

/**
 * The first quote at which the value can end, because some senders do not escape quotes inside; otherwise the first
 * quote; -1 if there is none.
 */
function findClose(text: string, start: number): number {
  let first = -1;
  let end = text.length;
  for (let at = start; at < end; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') {
      BEHIND_QUOTED.lastIndex = at + 1;
      if (BEHIND_QUOTED.test(text)) return at;
      if (first >= 0) continue;
      first = at;
      end = Math.min(end, at + MAX_INNER_CHARS);
    }
  }
  return first;
}

/** Drive letter, UNC or a dot step: `"C:\temp\new"` is an unescaped path, not `C:tempnew`. */
const WINDOWS_PATH = /^(?:[a-z]:|\\|\.{1,2}(?=\\))\\/i;
/** Raw Shift_JIS, GBK and ISO-2022-JP contain the backslash's byte inside characters. */
const MAYBE_INSIDE_OF_CHARACTER = /[\x1b\x80-\xff]/;

/** RFC 5322 §3.2.1: a backslash makes the next character stand for itself. */
function unescapeQuoted(value: string): string {
  const onlyMarks = WINDOWS_PATH.test(value) || MAYBE_INSIDE_OF_CHARACTER.test(value);
  return value.replace(onlyMarks ? /\\(["\\])/g : /\\(.)/g, '$1');
}

/** Encoded words without quotes (RFC 2047 §5 forbids them here): a semicolon in one is text. */
const WORDS = /(?:=\?[^?\s]{1,60}\?[bq]\?[^?\s]{0,998}\?=[ \t]*)*/iy;

/** Reads up to the next semicolon outside comments, or up to a parameter whose semicolon is missing. */
function plainValue(text: string, bare: string, start: number): FoundValue {
  WORDS.lastIndex = start;
  const semicolon = bare.indexOf(';', start + (WORDS.exec(bare)?.[0].length ?? 0));
  const value = bare.slice(start, semicolon < 0 ? bare.length : semicolon);
  const end = start + (NEXT_PARAMETER.exec(value)?.index ?? value.length);
  return { value: trimBytes(text.slice(start, end)), end, quoted: false };
}

/** `text/html; charset=utf-8 boundary=x` */
const NEXT_PARAMETER = /[ \t-\r](?:charset|boundary|name|filename|format|type)\*?=/i;
/** Blanks in an extended name (`name*`) are escaped (RFC 2231 §7). */
const FILE_NAME = /^(?:file)?name(?:\*\d+)?$/;
const EXTENSION = /\.[a-z0-9]{1,5}$/i;

/** Removes shell-style quotes (which may be part of a boundary) and remarks. */
function cleanPlain(name: string, value: string): string {
  const plain = withoutRemark(name, value);
  return name === 'boundary' ? plain : plain.replace(/^'([^']*)'$/, '$1');
}

/**
 * `us-ascii (Plain text)`, the example of RFC 2045 §5.1. In a file name, parentheses are a remark only behind the
 * extension, unlike `report (2).pdf`.
 */
function withoutRemark(name: string, value: string): string {
  const remark = [...findComments(value).keys()].find((at) => /[ \t-\r]/.test(value.charAt(at - 1)));
  if (remark === undefined) return value;
  const bare = trimBytes(value.slice(0, remark));
  return FILE_NAME.test(name) && !(value.endsWith(')') && EXTENSION.test(bare)) ? value : bare;
}
