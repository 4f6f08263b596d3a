import { trimEnd } from '../text.js';

/** RFC 5321 §4.5.3.1.1: a local part has at most 64 octets; real systems have longer tags. */
const MAX_LOCAL_PART_LENGTH = 128;

/** RFC 5321 §4.5.3.1.2. */
const MAX_DOMAIN_LENGTH = 255;

const LOCAL_PART_CHARACTER =
  /[^\s\p{Cc}\ud800-\udfff<>()[\]:;,"@`|\u2018-\u201f\u3000-\u303f\uff08\uff09\uff0c\uff1a-\uff1e\uff5e]/u;
const DOMAIN_CHARACTER = /[\p{L}\p{N}._-]/u;
/** Scripts without spaces between words: text in them around an address of other letters is not part of it. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
/** Not part of the address: quotes and bullets, and the type in an X.400 name (`DDA:SMTP=user@host`). */
const EDGES_OF_LOCAL_PART = /^(?:smtp=)?['.*=-]*/i;
/** There are no bullets behind an angle bracket: `<-joe-@host>`, `<=?utf-8?b?…?=@host>`. */
const EDGES_IN_BRACKETS = /^'*/;

/** RFC 5321 §4.1.2; backslashes are rare enough to be ignored. */
const QUOTED_LOCAL_PART = /"([^"\\\p{Cc}@]{1,64})"$/u;
/** A local part that needs no quotes is the same address without them. */
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** An address found in a text, with its position. */
export interface FoundAddress {
  /** addr-spec in lower case. */
  address: string;
  start: number;
  end: number;
}

/**
 * Finds every addr-spec in `text`, in order, at most `limit`. Each grows from its `@` by a bounded number of
 * characters, so that a megabyte of letters costs no more than reading it.
 */
export function findAddresses(text: string, limit: number): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (let at = text.indexOf('@'); at !== -1 && found.length < limit; at = text.indexOf('@', at + 1)) {
    const address = addressAround(text, at);
    if (address !== null) found.push(address);
  }
  return found;
}

/** Accepts the characters that may belong to the same word as `neighbour`, the character next to the `@`. */
function charactersLike(neighbour: string, allowed: RegExp): (character: string) => boolean {
  const unspaced = UNSPACED.test(neighbour);
  return (character) => allowed.test(character) && (unspaced || !UNSPACED.test(character));
}

function addressAround(text: string, at: number): FoundAddress | null {
  const local = localPartBefore(text, at);
  let end = at + 1;
  const last = Math.min(text.length, at + 1 + MAX_DOMAIN_LENGTH);
  const isDomain = charactersLike(text.charAt(at + 1), DOMAIN_CHARACTER);
  while (end < last && isDomain(text.charAt(end))) end++;
  const domain = trimEnd(text.slice(at + 1, end), /[._-]/);
  if (local.start === at || domain.length < 2) return null;
  return {
    address: `${local.text}@${domain}`.toLowerCase(),
    start: local.start,
    end: at + 1 + domain.length,
  };
}

function localPartBefore(text: string, at: number): { text: string; start: number } {
  const first = Math.max(0, at - MAX_LOCAL_PART_LENGTH);
  const quoted = QUOTED_LOCAL_PART.exec(text.slice(first, at));
  if (quoted !== null) {
    const [written, words = ''] = quoted;
    return { text: DOT_ATOM.test(words) ? words : written, start: at - written.length };
  }
  let start = at;
  const isLocalPart = charactersLike(text.charAt(at - 1), LOCAL_PART_CHARACTER);
  while (start > first && isLocalPart(text.charAt(start - 1))) start--;
  const edges = text.charAt(start - 1) === '<' ? EDGES_IN_BRACKETS : EDGES_OF_LOCAL_PART;
  start += edges.exec(text.slice(start, at))?.[0].length ?? 0;
  return { text: text.slice(start, at), start };
}

/**
 * The addr-spec of a typed address field (RFC 3464 §2.3.1: `rfc822; <user@host>`), in lower case; null if the field has
 * none (a local account, an X.400 name, nothing). The type may be missing, in any case, or misspelt.
 */
export function typedAddress(field: string): string | null {
  const value = decodeUtf8Address(field.slice(field.indexOf(';') + 1).trim());
  const open = value.lastIndexOf('<');
  const close = value.indexOf('>', open);
  const inner = open !== -1 && close > open ? value.slice(open + 1, close).trim() : value;
  if (/^[^\s\p{Cc}\p{Cs}<>@"][^\s\p{Cc}\p{Cs}<>@]{0,127}@[^\s\p{Cc}\p{Cs}<>@]{2,255}$/u.test(inner))
    return inner.toLowerCase();
  return findAddresses(value, 1)[0]?.address ?? null;
}

/** RFC 6533 §3: an address encoded for ASCII, `j\x{FC}rgen@host`; lone surrogates stay as written. */
function decodeUtf8Address(value: string): string {
  return value.replace(/\\x\{([\da-f]{2,5}|10[\da-f]{4})\}/gi, (written, point: string) => {
    const character = String.fromCodePoint(parseInt(point, 16));
    return character.isWellFormed() ? character : written;
  });
}

/** True if mail systems write from this address about others' mail, so that it is never the recipient. */
export function isRoleOfMailSystem(address: string): boolean {
  return /^(mailer-?daemon|mail-?daemon|post-?master|mdaemon|mail[._-]delivery[._-](?:sub[._-]?)?system|mail\.delivery\.system)(@|$)/i.test(
    address,
  );
}
