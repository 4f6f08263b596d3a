import { type Defects } from './defects.js';
import { decodeUuencode } from './uuencode.js';

const EQUALS = 0x3d;
const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const DASH = 0x2d;
const UNDERSCORE = 0x5f;
const NOT_A_DIGIT = 0xff;

const BASE64_VALUES = tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const HEX_VALUES = tableOf('0123456789ABCDEF');
for (const digit of 'abcdef') HEX_VALUES[digit.charCodeAt(0)] = parseInt(digit, 16);

function tableOf(digits: string): Uint8Array {
  const table = new Uint8Array(256).fill(NOT_A_DIGIT);
  for (let value = 0; value < digits.length; value++) table[digits.charCodeAt(value)] = value;
  return table;
}

/** Undoes a Content-Transfer-Encoding (RFC 2045 §6). An unknown one leaves the bytes as they are, with a defect. */
export function decodeTransfer(bytes: Buffer, encoding: string, defects: Defects): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(bytes);
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes);
    case 'x-uuencode':
      return decodeUuencode(bytes) ?? bytes;
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return bytes;
    default:
      defects.add('transfer_encoding_unknown');
      return bytes;
  }
}

/**
 * Decodes base64 as found in mail: line ends and junk are skipped (RFC 2045 §6.8), padding may be missing, and a new
 * run may begin after padding (files joined after encoding). Text behind a blank line is not data. The URL-safe
 * alphabet is recognised.
 */
export function decodeBase64(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafeSlow(Math.ceil((bytes.length * 3) / 4));
  const lastLineEnd = bytes.lastIndexOf(LF);
  let length = 0;
  let bits = 0;
  let digits = 0;
  let mayBeUrlSafe = true;
  for (let at = 0; at < bytes.length; at++) {
    const value = BASE64_VALUES[bytes[at] as number] as number;
    if (value !== NOT_A_DIGIT) {
      bits = (bits << 6) | value;
      if (++digits < 4) continue;
      out[length++] = bits >> 16;
      out[length++] = bits >> 8;
      out[length++] = bits;
    } else if (bytes[at] === EQUALS) {
      length = writeRest(out, length, bits, digits);
      at = skipAfterPadding(bytes, at, lastLineEnd);
    } else if (mayBeUrlSafe && (bytes[at] === DASH || bytes[at] === UNDERSCORE)) {
      mayBeUrlSafe = false;
      if (isUrlSafe(bytes)) return decodeBase64(toStandardAlphabet(bytes));
      continue;
    } else if (bytes[at] === LF && isTextBelow(bytes, at)) break;
    else continue;
    bits = 0;
    digits = 0;
  }
  return out.subarray(0, writeRest(out, length, bits, digits));
}

/**
 * True for base64 in the URL-safe alphabet (RFC 4648 §5), which some programs copy from an API's answers into mails: it
 * has no `+` or `/`, and no line that may be a remark or a delimiter.
 */
function isUrlSafe(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return /^[\w=\s-]*$/.test(text) && !/^(?:--|_+\r?$)/m.test(text);
}

function toStandardAlphabet(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replaceAll('-', '+').replaceAll('_', '/');
  return Buffer.from(text, 'latin1');
}

/** True at the end of a line if the next line is blank and text follows it. */
function isTextBelow(bytes: Buffer, lineEnd: number): boolean {
  const next = bytes[lineEnd + 1] === CR ? lineEnd + 2 : lineEnd + 1;
  if (bytes[next] !== LF) return false;
  const before = bytes[lineEnd - 1] === CR ? bytes[lineEnd - 2] : bytes[lineEnd - 1];
  return before !== LF && !isDataOrBlank(bytes, next); // examines a run of blank lines once
}

/**
 * After padding, white space and more text on the same line is a remark: skip to the line's end. If the next line holds
 * anything but digits, a gateway added text below (a list's footer): skip to the end.
 */
function skipAfterPadding(bytes: Buffer, at: number, lastLineEnd: number): number {
  const following = bytes[at + 1];
  if (following !== SPACE && following !== TAB && following !== CR && following !== LF) return at;
  if (at > lastLineEnd) return following === CR ? at : bytes.length;
  const lineEnd = bytes.indexOf(LF, at);
  return isDataOrBlank(bytes, lineEnd + 1) ? lineEnd : bytes.length;
}

/** True if the next line that is not blank is base64, or there is none. */
function isDataOrBlank(bytes: Buffer, start: number): boolean {
  let at = start;
  while (bytes[at] === CR || bytes[at] === LF || bytes[at] === SPACE || bytes[at] === TAB) at++;
  for (; at < bytes.length && bytes[at] !== LF; at++) {
    const byte = bytes[at] as number;
    if (BASE64_VALUES[byte] === NOT_A_DIGIT && byte !== EQUALS && byte !== CR) return false;
  }
  return true;
}

/** The one or two bytes of an unfinished group of four digits. */
function writeRest(out: Buffer, length: number, bits: number, digits: number): number {
  if (digits === 3) {
    out[length++] = bits >> 10;
    out[length++] = bits >> 2;
  } else if (digits === 2) {
    out[length++] = bits >> 4;
  }
  return length;
}

/**
 * Decodes quoted-printable (RFC 2045 §6.7), also with lower-case digits. A `=` that starts no escape stays. White space
 * at a line's end is removed, unless `keepTrailingSpace` (the Q encoding of header words has no lines).
 */
export function decodeQuotedPrintable(bytes: Buffer, options: { keepTrailingSpace?: boolean } = {}): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let kept = 0; // `out` up to here is text; white space after it may prove to be trailing
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === EQUALS) {
      const high = HEX_VALUES[bytes[at + 1] ?? 0] as number;
      const low = HEX_VALUES[bytes[at + 2] ?? 0] as number;
      if ((high | low) < 16) {
        out[length++] = (high << 4) | low;
        at += 2;
      } else {
        const lineEnd = softBreakEnd(bytes, at + 1);
        if (lineEnd < 0) out[length++] = byte;
        else at = lineEnd - 1;
      }
      kept = length;
      continue;
    }
    if ((byte === LF || byte === CR) && !options.keepTrailingSpace) length = kept;
    out[length++] = byte;
    if (byte !== SPACE && byte !== TAB) kept = length;
  }
  return out.subarray(0, length);
}

/** Where the line after a soft line break begins; -1 if the `=` before `at` is not one. */
function softBreakEnd(bytes: Buffer, at: number): number {
  while (bytes[at] === SPACE || bytes[at] === TAB) at++;
  if (at >= bytes.length) return bytes.length;
  let lineEnd = at;
  while (bytes[lineEnd] === CR) lineEnd++; // real mail has CR CR LF
  if (bytes[lineEnd] === LF) return lineEnd + 1;
  return bytes[at] === CR ? at + 1 : -1;
}
