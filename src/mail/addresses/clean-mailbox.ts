import { type Mailbox } from '../mail.js';
import { decodeEncodedWords } from '../parse/encoded-words.js';
import { safeLine, trimEnd, truncate } from '../text.js';

/** A longer display name or address is a flood. */
const MAX_NAME_CHARS = 998;

/** The mailbox of a name and an address as they are written. */
export function toMailbox(name: string, address: string): Mailbox {
  return { name: decodeName(name), address: cleanAddress(address) };
}

/** A pair round a whole name; `"A" or "B"` has two, and the apostrophe of `'Ann O'Hara'` is none. */
const WHOLLY_QUOTED = /^(?:"([^"]*)"|'((?:[^']|(?<=\p{L})'(?=\p{L}))*)')$/u;

/** Encoded words decoded, quotes round the whole of it (or one that never closes) gone. */
export function decodeName(name: string): string {
  const decoded = safeLine(decodeEncodedWords(name)).replace(/\s+/g, ' ');
  return truncate(
    decoded
      .replace(WHOLLY_QUOTED, '$1$2')
      .replace(/^"(?=[^"]*$)/, '')
      .trim(),
    MAX_NAME_CHARS,
  );
}

/** The domain gets lower case; marks that stick to an address in broken lists go. */
function cleanAddress(text: string): string {
  const decoded = text.includes('=?') ? decodeEncodedWords(text) : text;
  const bare = closeGaps(truncate(safeLine(decoded), MAX_NAME_CHARS).replace(/^(?:mailto|smtp):/i, ''));
  const trimmed = trimEnd(bare.replace(/^[\s'`>]+(?![\s'`>])(?=\S*@)/, ''), /[\s'`.,;>]/);
  const at = trimmed.lastIndexOf('@');
  return at < 0 ? trimmed : trimmed.slice(0, at + 1) + trimmed.slice(at + 1).toLowerCase();
}

/** A quoted string (of bounded length: a quote without an end costs little), or a dot or `@` and what stands around. */
const QUOTED_OR_GAP = /("(?:[^"\\]|\\.){0,998}")|\s?([@.])\s?/g;

/** White space around dots and `@` is no part of an address (RFC 5322 §4.4), unless it is quoted. */
export function closeGaps(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(QUOTED_OR_GAP, (_, quoted?: string, mark?: string) => quoted ?? mark ?? '');
}
