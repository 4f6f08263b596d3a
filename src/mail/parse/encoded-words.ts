import { decodeCharset } from './decode-charset.js';
import { decodeBase64, decodeQuotedPrintable } from './transfer-encoding.js';

/**
 * `=?charset?B|Q?text?=` (RFC 2047 §2). The text may hold spaces and lone `?`, which the standard forbids and mail
 * has; the second alternative is bounded because it would be quadratic on a flood of unfinished words.
 */
const ENCODED_WORD = /=\?([^?\s=]{1,100})\?([bq])\?([^?]*|(?:[^?]|\?(?!=)){0,1000})\?=/gi;

interface EncodedWord {
  charset: string;
  encoding: string;
  text: string;
}

/**
 * Decodes the encoded words of an unfolded field value (RFC 2047). White space between two words goes; neighbours of
 * the same charset are joined as bytes, because senders split characters between words. What cannot be decoded stays
 * as it is written.
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
    if (!joined || run[0]?.charset !== word.charset) {
      out += decodeRun(run) + (joined ? '' : between);
      run = [];
    }
    run.push(word);
    end = match.index + match[0].length;
  }
  return out + decodeRun(run) + value.slice(end);
}

/** The charset may carry a language after `*` (RFC 2231 §5). */
function toWord(match: RegExpExecArray): EncodedWord {
  const [, charset = '', encoding = '', text = ''] = match;
  return { charset: charset.replace(/\*.*$/, '').toLowerCase(), encoding: encoding.toLowerCase(), text };
}

function decodeRun(run: EncodedWord[]): string {
  const first = run[0];
  if (!first) return '';
  return decodeCharset(Buffer.concat(joinSplitBase64(run).map(decodeWord)), { declared: first.charset });
}

/** Some senders cut one base64 text into words without regard to its groups of four. */
function joinSplitBase64(run: EncodedWord[]): EncodedWord[] {
  const joined: EncodedWord[] = [];
  let open: EncodedWord | null = null;
  let openLength = 0;
  let pieces: string[] = [];
  const close = () => {
    if (open) joined.push({ ...open, text: pieces.join('') });
  };
  for (const word of run) {
    if (open?.encoding === 'b' && word.encoding === 'b' && openLength % 4 !== 0) {
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

function decodeWord({ encoding, text }: EncodedWord): Buffer {
  if (encoding === 'b') return decodeBase64(toBytes(text));
  return decodeQuotedPrintable(toBytes(text.replaceAll('_', ' ')), { keepTrailingSpace: true });
}

/** A broken word may hold raw characters; they count as UTF-8. */
function toBytes(text: string): Buffer {
  return Buffer.from(text, /[^\x00-\x7f]/.test(text) ? 'utf8' : 'latin1');
}
