import { safeLine } from '../text.js';
import { decodeCharset } from './decode-charset.js';
import { decodeEncodedWords } from './encoded-words.js';

const NOT_PLAIN_ASCII = /[\x80-\xff]|\x1b[$(]/;
const ISO_2022_JP_SHIFT = /\x1b[$(][@BJI]/;

/**
 * Raw 8-bit (and raw ISO-2022-JP) bytes of a field value as text; encoded words are left as they are.
 *
 * @param bytes one character a byte
 * @param fallback charset label to try when the bytes are no UTF-8: usually the one of the body
 */
export function decodeRawText(bytes: string, fallback: string | null): string {
  if (!NOT_PLAIN_ASCII.test(bytes)) return bytes;
  const declared = ISO_2022_JP_SHIFT.test(bytes) ? 'iso-2022-jp' : null;
  return decodeCharset(Buffer.from(bytes, 'latin1'), { declared, fallback });
}

/** A field value as one line of text: raw bytes and encoded words decoded, made safe, trimmed. */
export function decodeHeaderText(bytes: string, fallback: string | null): string {
  return safeLine(decodeEncodedWords(decodeRawText(bytes, fallback)));
}
