import { withoutAccents } from '../text.js';
import { findAddresses } from './report-address.js';

/** Addresses examined in one text. */
const MAX_ADDRESSES = 1_000;

/** A host followed by its address: it speaks or is spoken to, whatever its name. */
const NAMED_HOST =
  /(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}\.?(?=\s?[[(]{1,2}(?:ipv6:)?[\da-f.:]{2,45}[\])])/gi;

const HOST_NAME = /(?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}(?![\w-]|\.\w)/g;

/** Stands for an address or a domain of ours. */
const OURS = '@ours';

/** Four numbers are not a status, though three of them may look like one: `[85.1.2.9]`. */
const IP_ADDRESS = /\[(?:ipv6:)?[\da-f.:]{2,45}\]|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/gi;

/** What sending systems write about the session around the remote words: that a host spoke says nothing about hosts. */
const FRAMES = [
  /(?<!client )\bhost\s{1,4}\[\]\s?(?::|said:|says:)/gi,
  /\b(?:(?:remote|other|receiving|destination|recipient) )(?:mail |smtp ){0,2}(?:host|server|system|mta) (?:said|says|returned|replied|answered|responded)(?: with)?:?/gi,
  /\b(?:remote|other|receiving|destination|recipient) (?:e?mail |smtp )?(?:host|server|system|mta) (?:has )?(?:rejected|refused) (?:it|(?:the|your) (?:message|mail|email))\b/gi,
  /(?:\bhost\s{1,4}\[\] )?smtp error from remote mail(?:er| server) after [a-z ]{3,40}(?::\s?<?@>?)?(?: size=\d{1,12})?:/gi,
  /\bgiving up on \[\]\.?/gi,
  /\(in reply to [a-z ]{3,40}\)/gi,
];

/** Cisco gateways put their own guess before the remote words: `5.1.0 - Unknown address error 550-'…'`. */
const GUESS = /(?<![\d.])\d\.\d\.\d - [a-z ]{3,60}(?=[45]\d\d[- ])/gi;

/** The code that starts each further line of a reply (RFC 5321 §4.2.1). */
const REPLY_CODE = /(?<![\w.#])([45][0-5]\d)[- ](#?[45]\.\d{1,3}\.\d{1,3}\b)?/;

/** A reply behind other words: "the server has answered: 550 …". */
const REPLY_BEHIND = /(?<=[:'"(>]) ?(?=[45][0-5]\d[- ])/g;

/** Removes the guess of our gateway before the remote system's reply. */
export function withoutGuess(words: string): string {
  return words.replace(GUESS, '');
}

/**
 * The words in which a remote system states a reason, one line per paragraph (no phrase spans two). Removed are
 * addresses, the hosts that speak, the sending system's own words, accents, and the code repeated on each line of the
 * reply. Addresses become `@`, those of the recipient (`names`) `@self`, and those of whom the report came to (`ours`),
 * with their domains, `@ours` if the recipient is not named beside them.
 */
export function bareWords(words: string, names: string[], ours: string[] = []): string {
  const paragraphs = words.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
  let bare = withoutAddresses(withoutAccents(withoutGuess(paragraphs.join('\n'))), names, ours)
    .replace(NAMED_HOST, '')
    .replace(IP_ADDRESS, '[]');
  for (const frame of FRAMES) bare = bare.replace(frame, '');
  return onceCoded(bare).replace(REPLY_BEHIND, '\n').trim();
}

/** An address gives no reason: `spam.unknown@blocked.example` means no spam, no unknown user and no block. */
function withoutAddresses(words: string, names: string[], ours: string[]): string {
  const parts: string[] = [];
  const addresses = findAddresses(words, MAX_ADDRESSES);
  const isOurs = addresses.some(({ address }) => names.includes(address)) ? [] : ours;
  let end = 0;
  for (const found of addresses) {
    if (found.start < end) continue;
    const other = isOurs.includes(found.address) ? OURS : '@';
    parts.push(words.slice(end, found.start), names.includes(found.address) ? '@self' : other);
    end = found.end;
  }
  return withoutDomains([...parts, words.slice(end)].join(''), names, isOurs);
}

function withoutDomains(words: string, names: string[], ours: string[]): string {
  if (ours.length === 0) return words;
  const domains = new Set(ours.map(domainOf));
  for (const name of names) domains.delete(domainOf(name));
  return words.replace(HOST_NAME, (host) => (domains.has(host.toLowerCase()) ? OURS : host));
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/**
 * Where the reply begins in bare words; 0 if there is none, or if the words before it say that it was about the sender
 * or the sending host.
 */
export function startOfReply(bare: string): number {
  const start = REPLY_CODE.exec(bare)?.index ?? 0;
  return /sender|verif|my name was rejected/i.test(bare.slice(0, start)) ? 0 : start;
}

function onceCoded(words: string): string {
  const first = REPLY_CODE.exec(words);
  if (first === null) return words;
  const end = first.index + first[0].length;
  const again = first[0].replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[- ]/g, '[- ]');
  return words.slice(0, end) + words.slice(end).replace(new RegExp(`(?<= )${again} ?`, 'g'), '');
}
