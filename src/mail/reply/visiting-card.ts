import { lastWords } from './last-words.js';
import type { Sender } from './sender.js';

const MAX_CARD_LINES = 10;
const MAX_CARD_LINE = 70;

/** Phone, web or mail address with a short label: a whole line of a visiting card. */
const CONTACT =
  /^(?:\p{L}[\p{L} .-]{0,14}[.:]?\s{0,3})?(?:[+(]?\d[\d\s()./+-]{5,24}(?:\s?(?:x|ext\.?)\s?\d{1,6})?|<?(?:https?:\/\/|www\.)\S{3,120}>?|<?[^\s@<>]{1,64}@[^\s@<>]{3,120}>?)$/iu;
const PERSON = /^[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*(?:,?\s[\p{Lu}\p{Lo}(][\p{L}\p{M}.'’()-]*){1,4}$/u;

/** True for two to five words that each start like a name. */
export function isPersonLine(line: string): boolean {
  return line.length <= MAX_CARD_LINE && PERSON.test(line.trim());
}

/** True for a line of only contact data. */
export function isContactLine(line: string): boolean {
  return line.length <= MAX_CARD_LINE * 2 && CONTACT.test(line.trim());
}

/**
 * Where a last paragraph that is a visiting card starts; `end` if there is none. It has a name, short lines, at least
 * two lines of only contact data, and no announcing sentence above. One such line is enough if the writer signed above
 * with a name that the card repeats; otherwise it must not be somebody else's ("Deliver to my neighbour please.").
 */
export function findCard(lines: readonly string[], end: number, sender: Sender): number {
  const last = lastWords(lines, end);
  let first = last;
  while (first > 0 && (lines[first - 1] ?? '').trim() !== '' && last - first < MAX_CARD_LINES) first -= 1;
  if (first <= 0 || last - first < 1 || last - first >= MAX_CARD_LINES) return end;
  const above = (lines[lastWords(lines, first)] ?? '').trim();
  if (/[:：]$/.test(above)) return end;
  const card = lines.slice(first, last + 1).map((line) => line.trim());
  const short = card.every((line) => line.length <= MAX_CARD_LINE && !/[.!?,;]$/.test(line));
  const name = card[0] ?? '';
  if (!short || !isPersonLine(name)) return end;
  const isRepeated = name.split(/\s+/).includes(above);
  if (!isRepeated && !isOwnCard(card, sender)) return end;
  return card.filter(isContactLine).length >= (isRepeated ? 1 : 2) ? first : end;
}

/** Mail addresses on the card tell more than web addresses: a colleague of the sender shares the latter. */
function isOwnCard(card: readonly string[], sender: Sender): boolean {
  if (sender.isUnknown || sender.isNamedIn(card[0] ?? '')) return true;
  const mailed = card.filter((line) => line.includes('@'));
  return (mailed.length > 0 ? mailed : card).some((line) => sender.isReachedAt(line));
}
