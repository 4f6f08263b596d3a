import { findCharset } from './charset-labels.js';
import { decodeCharset } from './decode-charset.js';
import { decodeEncodedWords } from './encoded-words.js';
import { decodeRawText } from './header-text.js';

/** One `name=value` before RFC 2231 decoding. */
export interface RawParameter {
  name: string;
  value: string;
}

/** `name*section*` (RFC 2231 §3–4). */
const EXTENDED_NAME = /^(.*?)(?:\*(\d{1,4}))?(\*)?$/;
const CHARSET_AND_LANGUAGE = /^([^']*)'([^']*)'/;
/** Some senders omit the language and its apostrophe. */
const CHARSET_ALONE = /^([^']+)'/;

/**
 * Decodes parameters: RFC 2231 sections are joined, a `name*` precedes a plain `name`, and the first of two with the
 * same name counts.
 *
 * @param fallback charset label for raw 8-bit values that are not UTF-8
 */
export function decodeParameters(raw: RawParameter[], fallback: string | null): Record<string, string> {
  const sections = new Map<string, Map<number, Section>>();
  const parameters = Object.create(null) as Record<string, string>;
  for (const { name, value } of raw) {
    const [, base = name, digits, star] = EXTENDED_NAME.exec(name) ?? [];
    if (digits === undefined && star === undefined) parameters[base] ??= decodePlain(value, fallback);
    else {
      const index = digits === undefined ? UNNUMBERED : Number(digits);
      const list = sections.get(base) ?? new Map<number, Section>();
      if (!list.has(index)) list.set(index, { index, extended: star !== undefined, value });
      sections.set(base, list);
    }
  }
  for (const [base, list] of sections) {
    const joined = joinSections(withoutTwins(list), fallback);
    if (joined !== '' || parameters[base] === undefined) parameters[base] = joined;
  }
  return parameters;
}

/** Index of a `name*` without a number: the whole value, or the section before `name*1`. */
const UNNUMBERED = -1;

/** If a sender gives a value both whole and in sections, the whole one counts. */
function withoutTwins(list: Map<number, Section>): Section[] {
  const whole = list.get(UNNUMBERED);
  return whole !== undefined && list.has(0) ? [whole] : [...list.values()];
}

/** A value without RFC 2231's `*` may still be written as if it had one. */
function decodePlain(value: string, fallback: string | null): string {
  const [prefix, label] = CHARSET_AND_LANGUAGE.exec(value) ?? [];
  if (prefix !== undefined && /%[0-9a-f]{2}/i.test(value) && findCharset(label) !== null) {
    return decodeCharset(percentDecode(value.slice(prefix.length)), { declared: label ?? null });
  }
  return decodeEncodedWords(decodeRawText(value, fallback));
}

interface Section {
  index: number;
  extended: boolean;
  value: string;
}

/**
 * RFC 2231 §3: sections in the order of their numbers; the first gives the charset of the extended ones. Some senders
 * repeat it in each section, or give it in the first section that is extended.
 */
function joinSections(list: Section[], fallback: string | null): string {
  const ordered = list.toSorted((a, b) => a.index - b.index);
  if (!ordered.some((section) => section.extended))
    return decodePlain(ordered.map(({ value }) => value).join(''), fallback);
  let charset: string | null = null;
  const values = ordered.map(({ extended, value }, position) => {
    if (!extended) return Buffer.from(value, 'latin1');
    const [prefix = '', label] = (position === 0 ? charsetPrefix(value) : repeatedPrefix(value)) ?? [];
    charset ??= label ?? null;
    return withoutQuotes(value.slice(prefix.length));
  });
  const text = decodeCharset(Buffer.concat(joinExtended(values)), { declared: charset, fallback });
  return decodeEncodedWords(text);
}

/** Adjacent extended sections (still text here) become bytes together, because senders cut inside an escape. */
function joinExtended(values: (string | Buffer)[]): Buffer[] {
  const pieces: Buffer[] = [];
  let extended = '';
  for (const value of [...values, Buffer.alloc(0)]) {
    if (typeof value === 'string') extended += value;
    else {
      pieces.push(percentDecode(extended), value);
      extended = '';
    }
  }
  return pieces;
}

function charsetPrefix(value: string): RegExpExecArray | null {
  const alone = CHARSET_ALONE.exec(value);
  return CHARSET_AND_LANGUAGE.exec(value) ?? (findCharset(alone?.[1]) === null ? null : alone);
}

/** Only a known charset counts: in a later section apostrophes are text. */
function repeatedPrefix(value: string): RegExpExecArray | null {
  const prefix = /^([^']+)'[a-z-]{0,20}'/i.exec(value);
  return findCharset(prefix?.[1]) === null ? null : prefix;
}

/** `filename*=utf-8''"a.txt"`: an extended value has no quotes (RFC 2231 §7); a literal quote would be `%22`. */
function withoutQuotes(value: string): string {
  return value.replace(/^"(.*)"$/, '$1');
}

/** `%E4` becomes its byte; a `%` that starts no escape stays. */
function percentDecode(value: string): Buffer {
  const bytes = value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
