import { safeLine, trimEnd } from '../text.js';
import { findCharset } from './charset-labels.js';
import { decodeCharset } from './decode-charset.js';
import { decodeEncodedWords } from './encoded-words.js';

const NOT_PLAIN_ASCII = /[\x80-\xff]|\x1b[$(]/;

/**
 * Decodes raw 8-bit (and raw ISO-2022-JP) bytes of a field value; encoded words stay as they are.
 *
 * @param bytes one character per byte
 * @param fallback charset label to try if the bytes are not UTF-8: usually the body's
 */
export function decodeRawText(bytes: string, fallback: string | null): string {
  if (!NOT_PLAIN_ASCII.test(bytes)) return bytes;
  return decodeCharset(Buffer.from(bytes, 'latin1'), { declared: null, fallback });
}

/**
 * A field value as one line of text: raw bytes and encoded words decoded, made safe, trimmed. If the body is UTF-7, the
 * header may be too; addresses are not decoded so, because `+tag-` is part of the name there.
 */
export function decodeHeaderText(bytes: string, fallback: string | null): string {
  const text = decodeRawText(bytes, fallback);
  return safeLine(decodeEncodedWords(findCharset(fallback)?.label === 'utf-7' ? decodeUtf7Runs(text) : text));
}

/** A shifted run of UTF-7 (RFC 2152) with its closing hyphen. */
const UTF7_RUN = /\+([a-z0-9+/]{3,200})-/gi;

/** Decodes only runs that an encoder can have written and that hold no ASCII. */
function decodeUtf7Runs(text: string): string {
  return text.replace(UTF7_RUN, (run, digits: string) => {
    const bytes = Buffer.from(digits, 'base64');
    const encodedAlike = trimEnd(bytes.toString('base64'), /=/) === digits;
    if (!encodedAlike || bytes.length % 2 !== 0) return run;
    const decoded = bytes.swap16().toString('utf16le');
    return /^[^\x00-\x9f]+$/.test(decoded) ? decoded : run;
  });
}
