import { type Mailbox } from '../mail.js';
import { decodeEncodedWords } from '../parse/encoded-words.js';
import { safeLine, trimEnd, truncate } from '../text.js';

/** A longer display name or address is a flood. */
const MAX_NAME_CHARS = 998;

/** Makes a mailbox from a name and an address as written. */
export function toMailbox(name: string, address: string): Mailbox {
  return { name: decodeName(name), address: cleanAddress(address) };
}

/** Quotes around a whole name. `"A" or "B"` has two pairs, and the apostrophe of `'Ann O'Hara'` is not a quote. */
const WHOLLY_QUOTED = /^(?:"([^"]*)"|'((?:[^']|(?<=\p{L})'(?=\p{L}))*)')$/u;

/** Decodes encoded words and removes quotes around the whole name, or a quote that never closes. */
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

/** Puts the domain in lower case and removes marks that stick to an address in broken lists. */
function cleanAddress(text: string): string {
  const decoded = text.includes('=?') ? decodeEncodedWords(text) : text;
  const bare = closeGaps(truncate(safeLine(decoded), MAX_NAME_CHARS).replace(/^(?:mailto|smtp):/i, ''));
  const trimmed = trimEnd(bare.replace(/^[\s'`>]+(?![\s'`>])(?=\S*@)/, ''), /[\s'`.,;>]/);
  const at = trimmed.lastIndexOf('@');
  return at < 0 ? trimmed : trimmed.slice(0, at + 1) + trimmed.slice(at + 1).toLowerCase();
}

/**
 * A quoted string (of bounded length, so that an unclosed quote costs little), or a dot or `@` with white space around
 * it.
 */
const QUOTED_OR_GAP = /("(?:[^"\\]|\\.){0,998}")|\s?([@.])\s?/g;

/** Removes white space around dots and `@`, which is not part of an address (RFC 5322 §4.4) unless quoted. */
export function closeGaps(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(QUOTED_OR_GAP, (_, quoted?: string, mark?: string) => quoted ?? mark ?? '');
}
