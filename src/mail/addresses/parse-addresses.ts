import { MAIL_LIMITS } from '../limits.js';
import { type Mailbox } from '../mail.js';
import { tokeniseAddresses, type AddressToken } from './address-tokens.js';
import { carriesAddress, hiddenList, isBareAddress, isNamePiece, readMailbox } from './read-mailbox.js';

/** With more commas and quoted pieces it is a list of names. */
const MAX_NAME_TOKENS = 12;

/**
 * Parses the mailboxes of an address field (RFC 5322 §3.4) tolerantly, for display and replies. Groups are opened,
 * comments serve as names, unquoted commas stay in a name, `mailto:` and missing brackets are accepted. Text that is
 * not an address is in `address` as written. Never use it to decide who somebody is: that is `strictAddress`.
 *
 * @param value unfolded; encoded words may be decoded or not: names are decoded after the structure is parsed
 */
export function parseAddresses(value: string, maxMailboxes = MAIL_LIMITS.mailboxes): Mailbox[] {
  const mailboxes: Mailbox[] = [];
  let tokens: AddressToken[] = [];
  let carried: AddressToken[] = [];
  const flush = (separator: AddressToken | null) => {
    const all = [...carried, ...tokens];
    const isComma = separator?.text === ',' && all.length < MAX_NAME_TOKENS;
    if (isComma && isNamePiece(tokens)) carried = [...all, separator];
    else if (isComma && tokens.length === 0)
      carried = all; // `Lee,, Ann <…>`
    else {
      mailboxes.push(...toPieces(all, tokens).flatMap(readPiece));
      carried = [];
    }
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

/** At a colon, drops the name of a group (RFC 5322 §3.4) or `mailto`; an address before it stays. */
function openGroup(tokens: AddressToken[]): AddressToken[] {
  return carriesAddress(tokens) ? tokens : [];
}

/**
 * Text before a comma is part of the next mailbox's name (`Lee, Ann <ann@x>`), unless that is a bare address or none at
 * all: then each stands alone (`ann, bo@x`).
 *
 * @param last the tokens of `all` behind the last comma
 */
function toPieces(all: AddressToken[], last: AddressToken[]): AddressToken[][] {
  return carriesAddress(last) && !isBareAddress(last) ? [all] : splitAtSeparators(all);
}

function splitAtSeparators(tokens: AddressToken[]): AddressToken[][] {
  const pieces: AddressToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'separator') pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  return pieces;
}

/** Empty brackets give no mailbox. */
function readPiece(tokens: AddressToken[]): Mailbox[] {
  const hidden = hiddenList(tokens);
  const mailboxes = hidden === null ? readMailbox(tokens) : parseAddresses(hidden);
  return mailboxes.filter(({ name, address }) => name !== '' || address !== '');
}
