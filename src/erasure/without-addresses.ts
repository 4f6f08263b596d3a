import { findAddrSpec } from '../providers/addresses.js';

/**
 * Stands where an erased address stood. It still is an address, so that nobody takes the one beside it for the only one,
 * and nobody has it (RFC 2606 §2).
 */
export const ERASED_ADDRESS = 'erased@erased.invalid';

/** Not amid a longer address: `ann@x.example` is no part of `joann@x.example` nor of `ann@x.example.org`. */
const BEFORE = String.raw`(?<![\p{L}\p{N}._+-]|[\p{L}\p{N}]')`;
const AFTER = String.raw`(?![\p{L}\p{N}-]|\.[\p{L}\p{N}])`;

/**
 * A JSON text in which `ERASED_ADDRESS` stands wherever one of the addresses stood, alone or amid other words; the name
 * before it goes too. All else stays, to the letter: a text that names none of them comes back as it is.
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

/** Where each string of a JSON text begins and ends, quotes included; however deep it lies. */
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
