import iconv from 'iconv-lite';

import { type Charset, type OwnLabel } from './charset-labels.js';
import { hzToGb } from './hz.js';
import { decodeIso2022 } from './iso-2022.js';

const REPLACEMENT = '\ufffd';

/** Null if a byte has no meaning in the charset. */
export function decodeStrictly(bytes: Buffer, charset: Charset): string | null {
  if (charset.by === 'platform') return decodeByPlatform(bytes, charset.label);
  const text =
    charset.by === 'iconv' ? iconv.decode(bytes, charset.label) : decodeByOwn(bytes, charset.label);
  return text.includes(REPLACEMENT) ? null : text;
}

/** Creating a decoder costs more than decoding most header fields. */
const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function decodeByPlatform(bytes: Buffer, label: string): string | null {
  const decoder = decoders.get(label) ?? new TextDecoder(label, { fatal: true });
  decoders.delete(label);
  try {
    const text = decoder.decode(bytes);
    decoders.set(label, decoder); // not kept after a failure: it may hold half a character
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null;
    throw error;
  }
}

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

/** Some senders declare ISO-2022-JP but write UTF-8, EUC or Shift_JIS. Their 8-bit bytes show it. */
function decodeIso2022Jp(bytes: Buffer): string {
  if (!bytes.some((byte) => byte > 0x7f)) return decodeIso2022(bytes);
  const byAnother = decodeByPlatform(bytes, 'utf-8') ?? decodeByPlatform(bytes, 'euc-jp');
  return byAnother ?? new TextDecoder('shift_jis').decode(bytes);
}

/**
 * For text without a byte order mark: in little endian, Western text has its zero bytes second (RFC 2781 §4.3 guesses
 * big).
 */
function looksLittleEndian(bytes: Buffer): boolean {
  let first = 0;
  let second = 0;
  for (let at = 0; at + 1 < Math.min(bytes.length, 4096); at += 2) {
    if (bytes[at] === 0) first++;
    if (bytes[at + 1] === 0) second++;
  }
  return second > first;
}

/** Bytes without a meaning become U+FFFD. */
export function decodeLoosely(bytes: Buffer, charset: Charset): string {
  if (charset.by === 'platform') return new TextDecoder(charset.label).decode(bytes);
  return charset.by === 'iconv' ? iconv.decode(bytes, charset.label) : decodeByOwn(bytes, charset.label);
}
