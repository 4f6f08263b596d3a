import { decodeCharset } from './decode-charset.js';
import { decodeEncodedWords } from './encoded-words.js';
import { decodeRawText } from './header-text.js';

/** A structured field (RFC 2045 §5.1, RFC 2183 §2): its value and parameters, all decoded. */
export interface ParameterisedValue {
  /** Lower case, without comments. */
  value: string;
  /** Names in lower case; no prototype, so that no name can be mistaken for a member. */
  parameters: Record<string, string>;
}

/** One `name=value` before RFC 2231 decoding. */
interface RawParameter {
  name: string;
  value: string;
}

/** More sections than this are a flood: 1,000 sections of 60 characters make a name of 60 kB. */
const MAX_PARAMETERS = 1_000;
/** RFC 6838 §4.2 allows 127 characters on each side of a media type's slash. */
const MAX_VALUE_CHARS = 255;
/** `name*section*` (RFC 2231 §3–4). */
const EXTENDED_NAME = /^(.*?)(?:\*(\d{1,4}))?(\*)?$/;
const CHARSET_AND_LANGUAGE = /^([^']*)'([^']*)'/;

/**
 * Reads a structured field value. Kind to unquoted values with spaces, missing semicolons after the value, unclosed
 * quotes, Windows paths, and every way in which senders write a non-ASCII file name.
 *
 * @param bytes unfolded value, one character a byte
 * @see RFC 2231 for continuations and charsets; RFC 2047 words inside of values are forbidden and common
 */
export function parseParameters(bytes: string): ParameterisedValue {
  const head = /^[\s;]*([^\s;(]*)(?:\s*\([^)]*\))?\s*;?/.exec(bytes);
  const first = head?.[1] ?? '';
  const startsWithParameter = first.includes('=') && !first.includes('/');
  const rest = startsWithParameter ? bytes : bytes.slice(head?.[0].length ?? 0);
  return {
    value: startsWithParameter
      ? ''
      : first
          .slice(0, MAX_VALUE_CHARS)
          .toLowerCase()
          .replace(/^["']+|["',:]+$/g, ''),
    parameters: decodeParameters(splitParameters(rest)),
  };
}

/** Cuts `a=b; c="d"` into parameters; the first of two with one name counts. */
function splitParameters(text: string): RawParameter[] {
  const found: RawParameter[] = [];
  const pattern = /([^\s=;"]{1,200})\s*=[ \t]*/y;
  const gap = /[\s;]*/y;
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
    found.push({ name: (match[1] ?? '').toLowerCase(), value });
    at = end;
  }
  return found;
}

/** Only `\"` and `\\` are escapes: `C:\temp\new` is a path more often than `\t` is a t. */
function quotedValue(text: string, start: number): { value: string; end: number } {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"')
      return { value: text.slice(start + 1, at).replace(/\\(["\\])/g, '$1'), end: at + 1 };
  }
  return plainValue(text.replace('"', ' '), start);
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
  return value.slice(0, plainLength(value)).trim();
}

function decodeParameters(raw: RawParameter[]): Record<string, string> {
  const sections = new Map<string, Section[]>();
  const parameters = Object.create(null) as Record<string, string>;
  for (const { name, value } of raw) {
    const [, base = name, index, star] = EXTENDED_NAME.exec(name) ?? [];
    if (index === undefined && star === undefined) parameters[base] ??= decodePlain(value);
    else {
      const list = sections.get(base) ?? [];
      list.push({ index: Number(index ?? 0), extended: star !== undefined, value });
      sections.set(base, list);
    }
  }
  for (const [base, list] of sections) parameters[base] = joinSections(list);
  return parameters;
}

function decodePlain(value: string): string {
  return decodeEncodedWords(decodeRawText(value, null));
}

interface Section {
  index: number;
  extended: boolean;
  value: string;
}

/** RFC 2231 §3: sections in the order of their numbers; the first says the charset of the extended ones. */
function joinSections(list: Section[]): string {
  const ordered = list.toSorted((a, b) => a.index - b.index);
  const first = ordered[0];
  if (!ordered.some((section) => section.extended))
    return decodePlain(ordered.map(({ value }) => value).join(''));
  const prefix = first?.extended ? CHARSET_AND_LANGUAGE.exec(first.value) : null;
  const charset = prefix?.[1] ?? null;
  const pieces = ordered.map((section, position) => {
    const value = position === 0 && prefix ? section.value.slice(prefix[0].length) : section.value;
    return section.extended ? percentDecode(value) : Buffer.from(value, 'latin1');
  });
  const text = decodeCharset(Buffer.concat(pieces), { declared: charset });
  return decodeEncodedWords(text);
}

/** `%E4` to its byte; a `%` that starts no escape stays. */
function percentDecode(value: string): Buffer {
  const bytes = value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
