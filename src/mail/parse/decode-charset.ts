import { isUtf8 } from 'node:buffer';

import { decodeLoosely, decodeStrictly } from './charset-decoders.js';
import { extensionOf, findCharset, type Charset } from './charset-labels.js';
import { decodeAroundStrays } from './stray-bytes.js';

/** What is known about the charset besides the bytes. */
export interface CharsetHints {
  /** Charset label as declared; null if there is none. */
  declared: string | null;
  /** The bytes were sent unencoded (Content-Transfer-Encoding 8bit or binary): UTF-8 is likelier than the label. */
  eightBit?: boolean;
  /** Label to try if nothing usable is declared: an HTML `<meta>`, or the body's charset for a header. */
  fallback?: string | null;
}

const UTF8: Charset = { by: 'platform', label: 'utf-8' };
/** UTF-8 made from UTF-16 surrogates for characters beyond the first plane (Unicode TR 26), as some databases write. */
const CESU8: Charset = { by: 'iconv', label: 'cesu8' };
const UTF32_MARK = Buffer.from([0xff, 0xfe, 0, 0]);
const UTF32: Charset = { by: 'iconv', label: 'utf32' };
const WINDOWS_1252: Charset = { by: 'iconv', label: 'windows-1252' };
const ISO_2022_JP: Charset = { by: 'own', label: 'iso-2022-jp' };
/**
 * The largest share of wrong to right characters in text that is only damaged; above it, the label is wrong. In UTF-8
 * one right character for each wrong one is proof enough: other charsets hardly ever look like it.
 */
const MAX_DAMAGED_SHARE = 0.05;
/** Charsets in which short texts can look like valid UTF-8 by chance. */
const MULTI_BYTE = new Set(['gb18030', 'big5-hkscs', 'cp949', 'shift_jis', 'euc-jp']);
/** Japanese senders write one of these under the other's name. */
const MISTAKEN_FOR: Record<string, Charset> = {
  'euc-jp': { by: 'platform', label: 'shift_jis' },
  shift_jis: { by: 'platform', label: 'euc-jp' },
};
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
 * Decodes bytes by the first of these that fits them: byte order mark, UTF-8 that nothing else can be, declared charset
 * (as its vendor's extension where the bytes show it), UTF-8, the fallback hint, windows-1252, latin-1. Never fails.
 */
export function decodeCharset(bytes: Buffer, hints: CharsetHints): string {
  const marked = decodeByteOrderMark(bytes);
  if (marked !== null) return marked;
  const named = findNamed(bytes, hints.declared);
  if (isAsciiBased(named) && isAscii(bytes)) return decodeAscii(bytes);
  const declared = isAsciiBased(named) && isShiftedJapanese(bytes, named) ? ISO_2022_JP : named;
  const asciiBased = isAsciiBased(declared);
  const utf8 = declared !== null && asciiBased ? decodeSurelyUtf8(bytes, declared, hints) : null;
  if (utf8 !== null) return utf8;
  if (declared && isShifted(declared, bytes)) {
    const shifted = named ? decodeLoosely(bytes, declared) : decodeDamaged(bytes, declared);
    if (shifted !== null) return shifted;
  }
  const mistaken = MISTAKEN_FOR[declared?.label ?? ''] ?? null;
  const extension = declared && extensionOf(declared, bytes);
  const ladder = [extension, declared, UTF8, CESU8, mistaken, findFallback(hints)].filter(
    (step) => step !== null,
  );
  for (const step of ladder) {
    const text = decodeStrictly(bytes, step);
    if (text !== null) return text;
  }
  return decodeDamaged(bytes, declared) ?? decodeStrictly(bytes, WINDOWS_1252) ?? bytes.toString('latin1');
}

/** From this many bytes on, UTF-16 has a zero among them in any script: in its line ends and spaces. */
const MIN_WIDE_BYTES = 8;

/** The declared charset, or UTF-8 if the label says UTF-16 but the bytes are UTF-8 or ASCII. */
function findNamed(bytes: Buffer, label: string | null): Charset | null {
  const named = findCharset(label);
  if (!named?.label.startsWith('utf-16') || bytes.length < MIN_WIDE_BYTES) return named;
  return !bytes.includes(0) && isUtf8(bytes) ? UTF8 : named;
}

/** A hint found among ASCII text cannot mean a charset of two or four bytes per character. */
function findFallback({ fallback }: CharsetHints): Charset | null {
  const charset = findCharset(fallback);
  return charset && /^(?:utf-?(?:16|32)|ucs)/.test(charset.label) ? null : charset;
}

/** Two characters beyond ASCII: text in a single-byte charset does not look like UTF-8 twice by chance. */
const TWO_WIDE = /[^\x00-\x7f][\x00-\x7f]*[^\x00-\x7f]/u;
const THREE_WIDE = /(?:[^\x00-\x7f][\x00-\x7f]*){3}/u;
/**
 * A Latin letter or a mark beside a small letter. In a single-byte charset these bytes would be a capital followed by
 * one or two symbols, which words do not have (`StraÃŸe`, `donâ€™t`).
 */
const WITHIN_A_WORD = /[a-z][\u00c0-\u017f\u2018-\u201d\u20ac]|[\u00c0-\u017f\u2018-\u201d\u20ac][a-z]/;
const NOT_EAST_ASIAN =
  /[^\x00-\x7f\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u2010-\u2027\u3000-\u303f\uff00-\uffef]/u;

/**
 * Text that a sender wrote as UTF-8 under another name; null if the declared charset is as likely. In a multi-byte
 * charset, a few valid UTF-8 characters can be chance, but GBK or Shift_JIS never decodes as only East Asian words.
 */
function decodeSurelyUtf8(bytes: Buffer, declared: Charset, { eightBit }: CharsetHints): string | null {
  const text = isUtf8(bytes) ? decodeStrictly(bytes, UTF8) : null;
  if (text === null || declared.label === UTF8.label) return text;
  const proven = MULTI_BYTE.has(declared.label)
    ? THREE_WIDE.test(text) && !NOT_EAST_ASIAN.test(text)
    : eightBit || TWO_WIDE.test(text) || WITHIN_A_WORD.test(text);
  return proven ? text : null;
}

/** True if ASCII bytes stand for themselves in the charset. */
function isAsciiBased(charset: Charset | null): boolean {
  return charset === null || !(NOT_ASCII_BASED.has(charset.label) || /^utf-?(7|16|32)/.test(charset.label));
}

/**
 * `ESC $ B` and the like begin Japanese text (RFC 1468). They count if no charset is declared, or if seven-bit bytes
 * could only be ASCII in the declared one.
 */
function isShiftedJapanese(bytes: Buffer, named: Charset | null): boolean {
  const hasShift = ['\x1b$@', '\x1b$B', '\x1b(I'].some((shift) => bytes.includes(shift, 0, 'latin1'));
  return hasShift && (named === null || !bytes.some((byte) => byte > 0x7f));
}

/** True if no byte is above 0x7f and none is ESC (which starts a shift to another charset in ISO 2022). */
function isAscii(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte > 0x7f || byte === 0x1b) return false;
  }
  return true;
}

/**
 * Seven-bit bytes with a shift to another set. As UTF-8 they would be ASCII, so one character that no set has (an emoji
 * of Japanese phones) must not decide.
 */
function isShifted({ label }: Charset, bytes: Buffer): boolean {
  const isSevenBit = label.startsWith('iso-2022') && !bytes.some((byte) => byte > 0x7f);
  return isSevenBit && (bytes.includes('\x1b$') || bytes.includes('\x1b(I'));
}

/** For ASCII the same as UTF-8, but a latin-1 string takes one byte per character. */
function decodeAscii(bytes: Buffer): string {
  return bytes.toString('latin1');
}

function decodeByteOrderMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeStrictly(bytes, UTF8);
  if (bytes.length % 2 !== 0) return null;
  if (bytes.length % 4 === 0 && bytes.subarray(0, 4).equals(UTF32_MARK)) return decodeStrictly(bytes, UTF32);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

/** Text in the declared charset (or UTF-8) with a few wrong bytes is still in that charset. */
function decodeDamaged(bytes: Buffer, declared: Charset | null): string | null {
  const charset = declared ?? UTF8;
  const text = decodeLoosely(bytes, charset);
  const wrong = count(text, /\ufffd/g);
  if (charset.by === 'own' || charset.label.startsWith('utf-16'))
    return wrong * 4 <= text.length ? text : null;
  const right = count(text, /[^\x00-\x7f\ufffd]/gu);
  if (charset.label === UTF8.label)
    return wrong <= right || WITHIN_A_WORD.test(text) ? decodeAroundStrays(bytes) : null;
  return wrong <= right * MAX_DAMAGED_SHARE ? text : null;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  while (pattern.test(text)) found++;
  return found;
}
