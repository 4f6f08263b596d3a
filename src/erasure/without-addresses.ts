import { findAddrSpec } from '../providers/addresses.js';

/**
 * Replaces an erased address. It is still an address, so that the one beside it does not pass for the only one, and
 * nobody has it (RFC 2606 §2).
 */
export const ERASED_ADDRESS = 'erased@erased.invalid';

/** Not inside a longer address: `ann@x.example` is part of neither `joann@x.example` nor `ann@x.example.org`. */
const BEFORE = String.raw`(?<![\p{L}\p{N}._+-]|[\p{L}\p{N}]')`;
const AFTER = String.raw`(?![\p{L}\p{N}-]|\.[\p{L}\p{N}])`;

/**
 * Replaces each of the addresses in a JSON text by `ERASED_ADDRESS`, alone or amid other words, and removes the name
 * before it. All else stays exactly as it was: a text that names none of them is returned unchanged.
 *
 * @param addresses in lower case
 */
export function withoutAddresses(json: string, addresses: readonly string[]): string {
  const anyOfThem = new RegExp(`${BEFORE}(?:${addresses.map(asPattern).join('|')})${AFTER}`, 'giu');
  const forget = (words: string): string =>
    addresses.includes(findAddrSpec(words) ?? '') ? ERASED_ADDRESS : words.replace(anyOfThem, ERASED_ADDRESS);
  let kept = '';
  let end = 0;
  for (const [from, to] of stringsOf(json)) {
    const words = JSON.parse(json.slice(from, to)) as string;
    const forgotten = forget(words);
    if (forgotten === words) continue;
    kept += json.slice(end, from) + JSON.stringify(forgotten);
    end = to;
  }
  return kept + json.slice(end);
}

const asPattern = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Start and end of each string of a JSON text, quotes included, at any depth. */
function* stringsOf(json: string): Generator<[number, number]> {
  let from = json.indexOf('"');
  while (from !== -1) {
    let to = from + 1;
    while (json[to] !== '"') to += json[to] === '\\' ? 2 : 1;
    to += 1;
    yield [from, to];
    from = json.indexOf('"', to);
  }
}
