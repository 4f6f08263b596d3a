import { findCharset } from './charset-labels.js';
import { decodeCharset } from './decode-charset.js';
import { decodeBase64, decodeQuotedPrintable } from './transfer-encoding.js';

/**
 * `=?charset?B|Q?text?=` (RFC 2047 §2). In real mail the text may hold spaces and lone `?`, which the standard forbids.
 * The second alternative is bounded because a flood of unfinished words would make it quadratic. The last word may be
 * cut off with the rest of the value.
 */
const ENCODED_WORD = /=\?([^?\s=]{0,100})\?([bq])\?([^?]*|(?:[^?]|\?(?!=)){0,1000})(?:\?=|\??$)/gi;

interface EncodedWord {
  /** As written. */
  source: string;
  charset: string;
  encoding: string;
  text: string;
}

/**
 * Decodes the encoded words of an unfolded field value (RFC 2047). White space between two words is dropped. Neighbours
 * in the same charset are joined as bytes, because senders split characters between words. What cannot be decoded stays
 * as written.
 */
export function decodeEncodedWords(value: string): string {
  if (!value.includes('=?')) return value;
  let out = '';
  let end = 0;
  let run: EncodedWord[] = [];
  for (const match of value.matchAll(ENCODED_WORD)) {
    const word = toWord(match);
    const between = value.slice(end, match.index);
    const joined = run.length > 0 && between.trim() === '';
    if (!joined || !isSameCharset(run[0], word)) {
      out += decodeRun(run) + (joined ? '' : between);
      run = [];
    }
    run.push(word);
    end = match.index + match[0].length;
  }
  return out + decodeRun(run) + value.slice(end);
}

/** `utf8` and `UTF-8` are the same charset. */
function isSameCharset(a: EncodedWord | undefined, b: EncodedWord): boolean {
  const labelOf = ({ charset }: EncodedWord) => findCharset(charset)?.label ?? charset;
  return a !== undefined && (a.charset === b.charset || labelOf(a) === labelOf(b));
}

/** The charset may carry a language after `*` (RFC 2231 §5). */
function toWord(match: RegExpExecArray): EncodedWord {
  const [source, charset = '', encoding = '', text = ''] = match;
  return {
    source,
    charset: charset.replace(/\*.*/s, '').toLowerCase(),
    encoding: encoding.toLowerCase(),
    text,
  };
}

function decodeRun(run: EncodedWord[]): string {
  const first = run[0];
  if (!first) return '';
  if (run.some(({ text }) => RAW_CHARACTER.test(text))) return run.map(decodeAroundRaw).join('');
  const bytes = Buffer.concat(joinSplitWords(run).map(decodeWord));
  const text = decodeCharset(bytes, { declared: first.charset });
  return isGarbage(text) ? run.map(({ source }) => source).join(' ') : text;
}

/** Control characters beside non-ASCII ones: the bytes are not text in any charset. */
function isGarbage(text: string): boolean {
  return /[\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(text) && /[^\x00-\x7f]/.test(text);
}

const RAW_CHARACTER = /[^\x00-\x7f]/;

/** A broken word may hold raw characters. They are text already; only the rest is decoded. */
function decodeAroundRaw(word: EncodedWord): string {
  const pieces = word.text.split(/([^\x00-\x7f]+)/);
  return pieces.map((text) => (RAW_CHARACTER.test(text) ? text : decodeRun([{ ...word, text }]))).join('');
}

/** Some senders split text into words without regard to base64's groups of four or to the escapes of Q. */
function joinSplitWords(run: EncodedWord[]): EncodedWord[] {
  const joined: EncodedWord[] = [];
  let open: EncodedWord | null = null;
  let openLength = 0;
  let pieces: string[] = [];
  const close = () => {
    if (open) joined.push({ ...open, text: pieces.join('') });
  };
  for (const word of run) {
    if (open?.encoding === word.encoding && isCut(word.encoding, openLength, pieces.at(-1) ?? '')) {
      pieces.push(word.text);
      openLength += word.text.length;
      continue;
    }
    close();
    open = word;
    pieces = [word.text];
    openLength = word.text.length;
  }
  close();
  return joined;
}

/** True if the text so far ends inside a group or an escape (`=C` of `=C3`). */
function isCut(encoding: string, length: number, last: string): boolean {
  return encoding === 'b' ? length % 4 !== 0 : /=[0-9a-f]?$/i.test(last);
}

/** Some senders write B with the URL-safe alphabet (RFC 4648 §5); its two extra digits mean nothing else here. */
function decodeWord({ encoding, text }: EncodedWord): Buffer {
  if (encoding === 'b') {
    return decodeBase64(Buffer.from(text.replaceAll('-', '+').replaceAll('_', '/'), 'latin1'));
  }
  return decodeQuotedPrintable(Buffer.from(text.replaceAll('_', ' '), 'latin1'), { keepTrailingSpace: true });
}
