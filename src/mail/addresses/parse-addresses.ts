import { MAIL_LIMITS } from '../limits.js';
import { type Mailbox } from '../mail.js';
import { decodeEncodedWords } from '../parse/encoded-words.js';
import { safeLine } from '../text.js';
import { tokeniseAddresses, type AddressToken } from './address-tokens.js';
import { closeGaps, decodeName, toMailbox } from './clean-mailbox.js';

/** A name with more commas and quoted pieces is a list of names. */
const MAX_NAME_TOKENS = 12;

/**
 * The mailboxes of an address field for showing and replying (RFC 5322 §3.4), read kindly: groups are opened, comments
 * serve as names, unquoted commas stay in a name, `mailto:` and missing brackets are understood. What is no address
 * stands in `address` as it is written. Never use it to decide who somebody is: that is `strictAddress`.
 *
 * @param value unfolded; encoded words may be decoded or not, names are decoded here after the structure is read
 */
export function parseAddresses(value: string, maxMailboxes = MAIL_LIMITS.mailboxes): Mailbox[] {
  const mailboxes: Mailbox[] = [];
  let tokens: AddressToken[] = [];
  let carried: AddressToken[] = [];
  const flush = (separator: AddressToken | null) => {
    const all = [...carried, ...tokens];
    carried = [];
    const mayGoOn = separator?.text === ',' && isNamePiece(tokens) && all.length < MAX_NAME_TOKENS;
    if (mayGoOn) carried = [...all, separator];
    else mailboxes.push(...readMailboxes(all, carriesAddress(tokens)));
    tokens = [];
  };
  for (const token of tokeniseAddresses(value)) {
    if (mailboxes.length >= maxMailboxes) break;
    if (token.kind === 'separator') flush(token);
    else if (token.kind === 'group') tokens = openGroup(tokens);
    else tokens.push(token);
  }
  flush(null);
  return mailboxes.slice(0, maxMailboxes);
}

/** `Doe, John <j@x>`: text without an address before a comma belongs to the name of the next mailbox. */
function isNamePiece(tokens: AddressToken[]): boolean {
  return tokens.length > 0 && !carriesAddress(tokens) && !QUOTED_ADDRESS.test(bareText(tokens));
}

/** A quoted string, of bounded length so that a quote without an end costs little, and what sticks to it; or a word. */
const WORD = /"(?:[^"\\]|\\.){0,998}"[^\s"]*|[^\s"]+/g;

/** Quotes around a whole address, which belong around a local part or a name. */
const QUOTED_ADDRESS = /^"([^\s"\\@]+@[^\s"\\@]+)"$/;

function carriesAddress(tokens: AddressToken[]): boolean {
  return tokens.some(
    (token) => token.kind === 'angle' || (token.kind === 'text' && token.text.includes('@')),
  );
}

/** At a colon: the group's name goes (RFC 5322 §3.4), so does `mailto`; what already is an address stays. */
function openGroup(tokens: AddressToken[]): AddressToken[] {
  return carriesAddress(tokens) ? tokens : [];
}

function readMailboxes(tokens: AddressToken[], whole: boolean): Mailbox[] {
  if (!whole) return splitCarried(tokens).flatMap(readMailbox);
  return readMailbox(tokens);
}

/** Names carried over a comma that no address ever followed: each stands for itself. */
function splitCarried(tokens: AddressToken[]): AddressToken[][] {
  const groups: AddressToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'separator') groups.push([]);
    else groups.at(-1)?.push(token);
  }
  return groups;
}

function readMailbox(tokens: AddressToken[]): Mailbox[] {
  const addressed = tokens.filter(({ kind, text }) => kind === 'angle' && text.includes('@'));
  if (addressed.length > 1) return splitBehind(tokens, addressed).flatMap(readMailbox);
  const outsideHasAddress = tokens.some(({ kind, text }) => kind === 'text' && text.includes('@'));
  const angle =
    addressed[0] ?? (outsideHasAddress ? undefined : tokens.findLast(({ kind }) => kind === 'angle'));
  if (angle) return [toMailbox(phraseOf(tokens), addressIn(angle.text))];
  const comment = tokens.find((token) => token.kind === 'comment')?.text ?? '';
  const text = bareText(tokens).replace(QUOTED_ADDRESS, '$1');
  const outside = tokens.filter(({ kind }) => kind === 'text' || kind === 'quoted');
  if (!outside.some(({ text: piece }) => piece.includes('@'))) return readWithoutAt(tokens, text, comment);
  const words = closeGaps(text).match(WORD) ?? [];
  const addresses = words.filter((word) => word.includes('@'));
  if (addresses.length > 1 && addresses.length === words.length)
    return words.map((word) => toMailbox('', word));
  const address = addresses.at(-1) ?? '';
  const name = words.filter((word) => word !== address).join(' ');
  return [toMailbox(name.replace(/["<>]/g, '') || comment, address)];
}

/** `A <a@x> B <b@x>`: a comma is missing; what stands behind the last address belongs to it. */
function splitBehind(tokens: AddressToken[], ends: AddressToken[]): AddressToken[][] {
  const groups: AddressToken[][] = [[]];
  const cuts = new Set(ends.slice(0, -1));
  for (const token of tokens) {
    groups.at(-1)?.push(token);
    if (cuts.has(token)) groups.push([]);
  }
  return groups;
}

/** `<example.net postmaster@example.net>`: the one word with an `@`, after white space around dots is closed. */
function addressIn(angle: string): string {
  if (angle.includes('"')) return angle;
  const words = closeGaps(angle.replace(/\([^()]*\)/g, ' ')).split(/\s+/);
  const addresses = words.filter((word) => word.includes('@'));
  return addresses.length === 1 ? (addresses[0] ?? '') : angle;
}

/** A whole mailbox may hide in an encoded word (forbidden by RFC 2047 §5, and seen); else it is a name alone. */
function readWithoutAt(tokens: AddressToken[], text: string, comment: string): Mailbox[] {
  const decoded = decodeEncodedWords(text);
  if (decoded !== text && decoded.includes('@')) return parseAddresses(decoded, MAIL_LIMITS.mailboxes);
  const address = safeLine(decoded);
  if (address === '') return []; // a remark alone is nobody: `unlisted-recipients:; (no To-header on input)`
  const quoted = tokens.some((token) => token.kind === 'quoted');
  return [quoted ? { name: decodeName(text.replaceAll('"', '')), address: '' } : toMailbox(comment, address)];
}

/** Quoted strings keep their quotes here: `"a b"@c.d` is one address. */
function bareText(tokens: AddressToken[]): string {
  return tokens
    .filter((token) => token.kind !== 'comment' && !(token.kind === 'angle' && token.text === ''))
    .map((token) => token.raw)
    .join('')
    .trim();
}

const PHRASE = new Set<AddressToken['kind']>(['text', 'quoted', 'encoded', 'separator']);

/** The display name before `<…>`; a comment serves when there is no other. */
function phraseOf(tokens: AddressToken[]): string {
  const words = tokens.filter(({ kind }) => PHRASE.has(kind));
  const phrase = words.map((token, at) => gapBefore(token, words[at - 1]) + token.text).join('');
  return phrase.trim() || (tokens.find((token) => token.kind === 'comment')?.text ?? '');
}

/** Between `"Dr. X" =?utf-8?Q?J=C3=BC?=` stands white space that is no token. */
function gapBefore(token: AddressToken, previous: AddressToken | undefined): string {
  const isMarked = (each: AddressToken | undefined) => each?.kind === 'quoted' || each?.kind === 'encoded';
  return isMarked(token) && isMarked(previous) ? ' ' : '';
}
