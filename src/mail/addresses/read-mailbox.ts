import { blankComments } from '../comments.js';
import { type Mailbox } from '../mail.js';
import { decodeEncodedWords } from '../parse/encoded-words.js';
import { safeLine } from '../text.js';
import { type AddressToken } from './address-tokens.js';
import { closeGaps, decodeName, toMailbox } from './clean-mailbox.js';

/**
 * Quoted strings and what is attached to them, or a word. Their length is bounded, so that an unclosed quote costs
 * little.
 */
const WORD = /(?:"(?:[^"\\]|\\.){0,998}"|[^\s"])+/g;

/** Quotes around a whole address, where they belong around a local part or a name. */
const QUOTED_ADDRESS = /^"([^\s"\\@]+@[^\s"\\@]+)"$/;

/** Only an address, as a comment may hold: `Ann Lee (ann@x.example)`. */
const BARE_ADDRESS = /^\s*<?([^\s@<>()]+@[^\s@<>()]+)>?\s*$/;

/** Quotes around a whole mailbox: `"Ann Lee <ann@x.example>"`. */
const QUOTED_MAILBOX = /<[^\s<>@]+@[^\s<>@]+>\s*$/;

/** True if the tokens contain an address, in brackets or bare. */
export function carriesAddress(tokens: AddressToken[]): boolean {
  return tokens.some(
    (token) => token.kind === 'angle' || (token.kind === 'text' && token.text.includes('@')),
  );
}

/** True for `ann@x.example` with nothing beside it that could be a name. */
export function isBareAddress(tokens: AddressToken[]): boolean {
  if (tokens.some(({ kind }) => kind === 'angle')) return false;
  return carriesAddress(tokens) && wordsOf(tokens).length === 1;
}

/** True for text that can be the first half of a name: `Lee` of `Lee, Ann <ann@x.example>`. */
export function isNamePiece(tokens: AddressToken[]): boolean {
  const text = bareText(tokens);
  return text !== '' && !carriesAddress(tokens) && !QUOTED_ADDRESS.test(text);
}

/**
 * If there is no other address: the text of an encoded word (forbidden by RFC 2047 §5, but it occurs) or of a quoted
 * string that holds a whole mailbox or list. Otherwise null.
 */
export function hiddenList(tokens: AddressToken[]): string | null {
  if (carriesAddress(tokens)) return null;
  const text = bareText(tokens);
  const decoded = decodeEncodedWords(text);
  if (decoded !== text && decoded.includes('@')) return decoded;
  const [only, ...others] = tokens.filter(({ kind }) => kind !== 'comment');
  return only?.kind === 'quoted' && others.length === 0 && QUOTED_MAILBOX.test(only.text) ? only.text : null;
}

/** Reads the tokens between two separators: one mailbox, several if commas are missing, none if it is only a remark. */
export function readMailbox(tokens: AddressToken[]): Mailbox[] {
  const addressed = tokens.filter(({ kind, text }) => kind === 'angle' && text.includes('@'));
  if (addressed.length > 1) return splitBehind(tokens, addressed).flatMap(readMailbox);
  const angle = addressed[0] ?? angleWithoutAt(tokens);
  if (angle) return [toMailbox(phraseOf(tokens), addressIn(angle.text))];
  const outside = tokens.filter(({ kind }) => kind === 'text' || kind === 'quoted');
  if (!outside.some(({ text }) => text.includes('@'))) return readWithoutAt(tokens);
  const words = wordsOf(tokens);
  const addresses = addressesOf(words);
  if (addresses.length > 1 && addresses.length === words.length)
    return words.map((word) => toMailbox('', word));
  const address = addresses.at(-1) ?? '';
  const name = words.filter((word) => word !== address).join(' ');
  return [toMailbox(withoutMarks(name) || commentOf(tokens), address)];
}

const QUOTED_OR_MARK = /"((?:[^"\\]|\\.){0,998})"|["<>]/g;

/** Unescapes quoted strings and removes unpaired marks. */
function withoutMarks(text: string): string {
  return text.replace(QUOTED_OR_MARK, (_, quoted = '') => (quoted as string).replace(/\\(.)/g, '$1'));
}

/** Beside an address, a word that is wholly quoted is a name: `"ann@x.example" bob@x.example`. */
function addressesOf(words: string[]): string[] {
  const addresses = words.filter((word) => word.includes('@'));
  const unquoted = addresses.filter((word) => !/^"[^"]*"$/.test(word));
  return unquoted.length > 0 ? unquoted : addresses;
}

/** `A <a@x> B <b@x>`: a comma is missing. Text behind the last address belongs to that address. */
function splitBehind(tokens: AddressToken[], ends: AddressToken[]): AddressToken[][] {
  const groups: AddressToken[][] = [[]];
  const cuts = new Set(ends.slice(0, -1));
  for (const token of tokens) {
    groups.at(-1)?.push(token);
    if (cuts.has(token)) groups.push([]);
  }
  return groups;
}

/** `Ann <ann>` is an address of sorts; brackets beside an address (`<Ann> ann@x`, `"ann@x" <>`) hold none. */
function angleWithoutAt(tokens: AddressToken[]): AddressToken | undefined {
  if (tokens.some(({ kind, text }) => kind === 'text' && text.includes('@'))) return undefined;
  const angle = tokens.findLast(({ kind }) => kind === 'angle');
  return angle?.text.trim() === '' && QUOTED_ADDRESS.test(bareText(tokens)) ? undefined : angle;
}

/** `<example.net postmaster@example.net>`: the only word with an `@`, after removing white space around dots. */
function addressIn(angle: string): string {
  const withoutComments = blankComments(angle).trim();
  if (withoutComments.includes('"')) return withoutComments;
  const words = closeGaps(withoutComments).split(/\s+/);
  const addresses = words.filter((word) => word.includes('@'));
  return addresses.length === 1 ? (addresses[0] ?? '') : withoutComments;
}

/** For tokens without `@` outside comments: an address in a comment, only a name, or a local name. */
function readWithoutAt(tokens: AddressToken[]): Mailbox[] {
  const text = bareText(tokens);
  const comment = commentOf(tokens);
  const address = safeLine(decodeEncodedWords(text));
  if (address === '') return []; // only a remark: `unlisted-recipients:; (no To-header on input)`
  const quoted = tokens.some((token) => token.kind === 'quoted');
  const remarked = BARE_ADDRESS.exec(comment)?.[1];
  if (remarked === undefined && !quoted) return [toMailbox(comment, address)];
  return [toMailbox(decodeName(withoutMarks(text)), remarked ?? '')];
}

/** Quoted strings keep their quotes: `"a b"@c.d` is one address. */
function bareText(tokens: AddressToken[]): string {
  return tokens
    .filter((token) => token.kind !== 'comment' && !(token.kind === 'angle' && token.text === ''))
    .map((token) => token.raw)
    .join('')
    .trim();
}

function wordsOf(tokens: AddressToken[]): string[] {
  return closeGaps(bareText(tokens).replace(QUOTED_ADDRESS, '$1')).match(WORD) ?? [];
}

function commentOf(tokens: AddressToken[]): string {
  return tokens.find((token) => token.kind === 'comment')?.text.replace(/\\(.)/g, '$1') ?? '';
}

const PHRASE = new Set<AddressToken['kind']>(['text', 'quoted', 'encoded', 'separator', 'comment']);

/** The display name before `<…>`. A comment in it counts as white space, or as the name if there is no other. */
function phraseOf(tokens: AddressToken[]): string {
  const words = tokens
    .filter(({ kind }) => PHRASE.has(kind))
    .map((token) => (token.kind === 'comment' ? { ...token, text: ' ' } : token));
  const phrase = words.map((token, at) => gapBefore(token, words[at - 1]) + token.text).join('');
  return phrase.trim() || commentOf(tokens);
}

/** The white space in `"Dr. X" =?utf-8?Q?J=C3=BC?=` is not a token. */
function gapBefore(token: AddressToken, previous: AddressToken | undefined): string {
  const isMarked = (each: AddressToken | undefined) => each?.kind === 'quoted' || each?.kind === 'encoded';
  return isMarked(token) && isMarked(previous) ? ' ' : '';
}
