import iconv from 'iconv-lite';

import { findCharset, type Charset } from './charset-labels.js';
import { hzToGb } from './hz.js';
import { decodeIso2022 } from './iso-2022.js';

/** What is known of the charset beside the bytes. */
export interface CharsetHints {
  /** Charset label as declared; null when none is. */
  declared: string | null;
  /** The bytes came as they are (Content-Transfer-Encoding 8bit or binary): UTF-8 is likelier than the label. */
  eightBit?: boolean;
  /** Label to try when nothing usable is declared (an HTML `<meta>`, the charset of the body for a header). */
  fallback?: string | null;
}

const REPLACEMENT = '\ufffd';
const UTF8: Charset = { by: 'platform', label: 'utf-8' };
const WINDOWS_1252: Charset = { by: 'iconv', label: 'windows-1252' };
/**
 * More wrong characters than this share of the right ones mean that the label lies, fewer that the text is damaged.
 * In UTF-8 one right character for each wrong one is proof enough: other charsets hardly ever look like it.
 */
const MAX_DAMAGED_SHARE = 0.05;
/** Charsets whose text can look like valid UTF-8 by chance, so that their label goes before the look. */
const MULTI_BYTE = new Set(['gb18030', 'big5-hkscs', 'cp949', 'shift_jis', 'euc-jp']);
/** Charsets in which ASCII bytes do not stand for themselves. */
const NOT_ASCII_BASED = new Set([
  'iso-2022-jp',
  'iso-2022',
  'hz-gb-2312',
  'utf-16',
  'utf-16le',
  'utf-16be',
  'utf-7',
]);

/**
 * Bytes to text by a ladder in which each step must fit the bytes: byte order mark, declared charset (UTF-8 before it
 * when the bytes came 8bit), UTF-8, the fallback hint, windows-1252, latin-1. Never fails.
 */
export function decodeCharset(bytes: Buffer, hints: CharsetHints): string {
  const marked = decodeByteOrderMark(bytes);
  if (marked !== null) return marked;
  const declared = findCharset(hints.declared);
  const asciiBased =
    !declared || !(NOT_ASCII_BASED.has(declared.label) || /^utf-?(7|16|32)/.test(declared.label));
  if (asciiBased && isAscii(bytes)) return decodeAscii(bytes);
  if (hints.eightBit && asciiBased && !(declared && MULTI_BYTE.has(declared.label))) {
    const utf8 = decodeStrictly(bytes, UTF8);
    if (utf8 !== null) return utf8;
  }
  const ladder = [declared, UTF8, findCharset(hints.fallback)].filter((step) => step !== null);
  for (const step of ladder) {
    const text = decodeStrictly(bytes, step);
    if (text !== null) return text;
  }
  return decodeDamaged(bytes, declared) ?? decodeStrictly(bytes, WINDOWS_1252) ?? bytes.toString('latin1');
}

/** True when no byte is above 0x7f and none is ESC (which starts a shift to another charset in ISO 2022). */
function isAscii(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte > 0x7f || byte === 0x1b) return false;
  }
  return true;
}

/** Latin-1 strings take one byte a character, and for ASCII they are the same. */
function decodeAscii(bytes: Buffer): string {
  return bytes.toString('latin1');
}

function decodeByteOrderMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeStrictly(bytes, UTF8);
  if (bytes.length % 2 !== 0) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

/** Null when a byte has no meaning in the charset. */
function decodeStrictly(bytes: Buffer, charset: Charset): string | null {
  if (charset.by === 'platform') return decodeByPlatform(bytes, charset.label);
  const text =
    charset.by === 'iconv' ? iconv.decode(bytes, charset.label) : decodeByOwn(bytes, charset.label);
  return text.includes(REPLACEMENT) ? null : text;
}

/** Making a decoder costs more than most header fields need to be decoded. */
const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function decodeByPlatform(bytes: Buffer, label: string): string | null {
  const decoder = decoders.get(label) ?? new TextDecoder(label, { fatal: true });
  decoders.delete(label);
  try {
    const text = decoder.decode(bytes);
    decoders.set(label, decoder); // one that has failed is not used again: it may keep half a character
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null;
    throw error;
  }
}

type OwnLabel = Extract<Charset, { by: 'own' }>['label'];

function decodeByOwn(bytes: Buffer, label: OwnLabel): string {
  switch (label) {
    case 'iso-2022-jp':
      return decodeIso2022Jp(bytes);
    case 'iso-2022':
      return decodeIso2022(bytes);
    case 'hz-gb-2312':
      return new TextDecoder('gb18030').decode(hzToGb(bytes));
    case 'utf-16':
      return new TextDecoder(looksLittleEndian(bytes) ? 'utf-16le' : 'utf-16be').decode(bytes);
  }
}

/** Senders that declare ISO-2022-JP and write Shift_JIS or EUC are told by their 8-bit bytes. */
function decodeIso2022Jp(bytes: Buffer): string {
  if (bytes.some((byte) => byte > 0x7f)) return new TextDecoder('shift_jis').decode(bytes);
  return decodeIso2022(bytes);
}

/** Without a byte order mark: Western text has its zero bytes second in little endian (RFC 2781 §4.3 guesses big). */
function looksLittleEndian(bytes: Buffer): boolean {
  let first = 0;
  let second = 0;
  for (let at = 0; at + 1 < Math.min(bytes.length, 4096); at += 2) {
    if (bytes[at] === 0) first++;
    if (bytes[at + 1] === 0) second++;
  }
  return second > first;
}

/** Text in the declared charset (or UTF-8) with a few wrong bytes in it is still text in that charset. */
function decodeDamaged(bytes: Buffer, declared: Charset | null): string | null {
  const charset = declared ?? UTF8;
  const text = decodeLoosely(bytes, charset);
  const wrong = count(text, /\ufffd/g);
  if (charset.by === 'own' || charset.label.startsWith('utf-16'))
    return wrong * 4 <= text.length ? text : null;
  const right = count(text, /[^\x00-\x7f\ufffd]/gu);
  const allowed = charset.label === 'utf-8' ? right : right * MAX_DAMAGED_SHARE;
  return wrong <= allowed ? text : null;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  while (pattern.test(text)) found++;
  return found;
}

function decodeLoosely(bytes: Buffer, charset: Charset): string {
  if (charset.by === 'platform') return new TextDecoder(charset.label).decode(bytes);
  return charset.by === 'iconv' ? iconv.decode(bytes, charset.label) : decodeByOwn(bytes, charset.label);
}
