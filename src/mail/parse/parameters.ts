import { trimEnd } from '../text.js';
import { decodeEncodedWords } from './encoded-words.js';
import { decodeParameters, type RawParameter } from './parameter-values.js';

/** A structured field (RFC 2045 §5.1, RFC 2183 §2): its value and parameters, all decoded. */
export interface ParameterisedValue {
  /** Lower case, without comments. */
  value: string;
  /** Names in lower case; no prototype, so that no name can be mistaken for a member. */
  parameters: Record<string, string>;
}

/** More sections than this are a flood: 1,000 sections of 60 characters make a name of 60 kB. */
const MAX_PARAMETERS = 1_000;
/** RFC 6838 §4.2 allows 127 characters on each side of a media type's slash. */
const MAX_VALUE_CHARS = 255;

/**
 * Reads a structured field value. Kind to unquoted values with spaces, missing semicolons after the value, unclosed
 * quotes, Windows paths, and every way in which senders write a non-ASCII file name.
 *
 * @param field unfolded value, one character a byte
 * @param fallback charset label for raw 8-bit values that are no UTF-8
 * @see RFC 2231 for continuations and charsets; RFC 2047 words inside of values are forbidden and common
 */
export function parseParameters(field: string, fallback: string | null = null): ParameterisedValue {
  const bytes = withoutEncodedGrammar(field);
  // eslint-disable-next-line regexp/no-super-linear-backtracking -- each step may be empty: it never has to go back
  const head = /^[\s;]*([^\s;(/]*(?:\s*\/\s*)?[^\s;(]*)(?:\s*\([^)]*\))?\s*;?/.exec(bytes);
  const first = (head?.[1] ?? '').replace(/\s/g, ''); // `text / html` (RFC 822 §3.1.4)
  const startsWithParameter = first.includes('=') && !first.includes('/');
  const rest = startsWithParameter ? bytes : bytes.slice(head?.[0].length ?? 0);
  return {
    value: startsWithParameter
      ? ''
      : trimEnd(
          first
            .slice(0, MAX_VALUE_CHARS)
            .toLowerCase()
            .replace(/^["']+/, ''),
          /["',:]/,
        ),
    parameters: decodeParameters(splitParameters(rest), fallback),
  };
}

/** Encoded words where a value or a parameter begins; inside of a parameter's value they are read with it. */
const ENCODED_GRAMMAR = /(?:^|;)\s*(?:=\?[^?\s]{1,60}\?[bq]\?[^?]{0,998}\?=\s*)+/gi;

/** Some libraries encode the whole field, others a whole parameter with its name and its quotes. */
function withoutEncodedGrammar(field: string): string {
  if (!field.includes('=?')) return field;
  return field.replace(ENCODED_GRAMMAR, (words) => Buffer.from(decodeEncodedWords(words)).toString('latin1'));
}

/** Cuts `a=b; c="d"` into parameters; the first of two with one name counts. */
function splitParameters(text: string): RawParameter[] {
  const found: RawParameter[] = [];
  const pattern = /([^\s=;"]{1,200})\s*=[ \t]*/y;
  const gap = /(?:[\s;]|\([^()]*\))*/y; // comments stand between parameters (RFC 2045 §5.1)
  let at = 0;
  while (at < text.length && found.length < MAX_PARAMETERS) {
    gap.lastIndex = at;
    at += gap.exec(text)?.[0].length ?? 0;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) {
      const next = text.indexOf(';', at);
      if (next < 0) break;
      at = next + 1;
      continue;
    }
    const start = at + match[0].length;
    const { value, end } = text[start] === '"' ? quotedValue(text, start) : plainValue(text, start);
    const name = (match[1] ?? '').toLowerCase();
    found.push({ name, value: FILE_NAME.test(name) ? value : withoutRemark(value) });
    at = end;
  }
  return found;
}

/** Parameters in whose values parentheses are no comment: `report (2).pdf`. */
const FILE_NAME = /^(?:file)?name(?:\*|$)/;

/** `us-ascii (Plain text)`, the example of RFC 2045 §5.1. */
function withoutRemark(value: string): string {
  return value.replace(/[ \t]\([^()]*\)$/, '').trimEnd();
}

function quotedValue(text: string, start: number): { value: string; end: number } {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return { value: unescapeQuoted(text.slice(start + 1, at)), end: at + 1 };
  }
  return plainValue(text, start + 1);
}

/** Drive letter, UNC or a dot step: `"C:\temp\new"` is a path that nobody escaped, not `C:tempnew`. */
const WINDOWS_PATH = /^(?:[a-z]:|\\|\.{1,2}(?=\\))\\/i;
/** Raw Shift_JIS, GBK and ISO-2022-JP have the backslash's byte inside of characters. */
const MAYBE_INSIDE_OF_CHARACTER = /[\x1b\x80-\xff]/;

/** RFC 5322 §3.2.1: a backslash makes the next character stand for itself. */
function unescapeQuoted(value: string): string {
  const onlyMarks = WINDOWS_PATH.test(value) || MAYBE_INSIDE_OF_CHARACTER.test(value);
  return value.replace(onlyMarks ? /\\(["\\])/g : /\\(.)/g, '$1');
}

function plainValue(text: string, start: number): { value: string; end: number } {
  const semicolon = text.indexOf(';', start);
  const end = semicolon < 0 ? text.length : semicolon;
  return {
    value: cutAtNextParameter(text.slice(start, end)),
    end: start + plainLength(text.slice(start, end)),
  };
}

/** `text/html; charset=utf-8 boundary=x`: the semicolon may be missing between parameters too. */
function plainLength(value: string): number {
  const next = /\s(?:charset|boundary|name|filename|format|type)\*?=/i.exec(value);
  return next ? next.index : value.length;
}

function cutAtNextParameter(value: string): string {
  const cut = value.slice(0, plainLength(value)).trim();
  return cut.replace(/^'([^']+)'$/, '$1'); // some senders quote as shells do
}
