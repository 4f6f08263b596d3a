import { type ParsedMail } from '../mail.js';
import { deliveredLines } from './delivered-lines.js';
import { footerOf } from './notice-footer.js';
import { isSomebodyElse, type Surroundings } from './other-people.js';
import { RECIPIENT_LINES, type RecipientLine } from './recipient-lines.js';
import { type FoundAddress, findAddresses, isRoleOfMailSystem } from './report-address.js';
import { isReturnSubject } from './return-subject.js';

/** Addresses examined in one notice; a bounce that names more is an attack or a list's digest. */
const MAX_ADDRESSES = 5_000;

/** Characters examined around an address in its line. */
const AROUND = 120;

/** Blank lines between an address and the words that lead to it. */
const MAX_BLANK_LINES = 2;

/** The position of an address in a notice. */
export interface Place extends FoundAddress, Surroundings {
  line: number;
}

/** Nothing else in the line of an address. */
const ALONE_BEFORE = /^[\s>*•·-]{0,20}["'<(]{0,2}$/;
const ALONE_AFTER = /^["'>)]{0,2}[.,;]?\s*$/;

/**
 * Where the notice of `mail`, in `lines`, names the recipients it did not reach. The notice goes to the author of the
 * original, who is a recipient only if they wrote to themselves.
 */
export function recipientPlaces(mail: ParsedMail, lines: string[]): Place[] {
  const parties = new Set([...mail.to, ...mail.from].map((mailbox) => mailbox.address.toLowerCase()));
  const isDelivered = deliveredLines(lines);
  const places = placesOf(lines).filter(
    (place) => !isRoleOfMailSystem(place.address) && !isSomebodyElse(place) && !isDelivered(place.line),
  );
  const foreign = aboveFooter(
    places.filter((place) => !parties.has(place.address)),
    lines,
  );
  return (
    firstHabit(foreign) ?? firstHabit(places) ?? (isReturnSubject(mail.subject) ? ofFirstLine(foreign) : [])
  );
}

/** Where the signature of the notice names addresses too, only those above it count. */
function aboveFooter(places: Place[], lines: string[]): Place[] {
  if (places.length < 2) return places;
  const footer = footerOf(lines);
  const above = places.filter(({ line }) => line < footer);
  return above.length > 0 ? above : places;
}

function placesOf(lines: string[]): Place[] {
  const places: Place[] = [];
  lines.forEach((text, line) => {
    for (const found of findAddresses(text, MAX_ADDRESSES - places.length)) {
      const before = text.slice(Math.max(0, found.start - AROUND), found.start);
      const after = text.slice(found.end, found.end + AROUND);
      const above = ALONE_BEFORE.test(before) && ALONE_AFTER.test(after) ? aboveOf(lines, line) : '';
      places.push({ ...found, line, before, after, above });
    }
  });
  return places;
}

/** The end of the line above; of the paragraph above only if that leads on with a colon. */
function aboveOf(lines: string[], line: number): string {
  if (/^\s*[45]\d\d\b/.test(lines[line + 1] ?? '')) return '';
  const last = lines
    .slice(Math.max(0, line - MAX_BLANK_LINES - 1), line)
    .findLast((each) => each.trim() !== '');
  const isAdjacent = (lines[line - 1] ?? '').trim() !== '';
  return last !== undefined && (isAdjacent || /[:：]\s*$/.test(last)) ? last.slice(-AROUND) : '';
}

/** In unknown wording, the recipient comes before anybody to ask for help. */
function ofFirstLine(places: Place[]): Place[] {
  return places.filter(({ line }) => line === places[0]?.line);
}

function firstHabit(places: Place[]): Place[] | null {
  for (const habit of RECIPIENT_LINES) {
    const hits = withLists(places, (place) => standsAs(habit, place));
    if (hits.length > 0) return hits;
  }
  return null;
}

/** Separates two addresses of a list. */
const LISTED = /^["'>)\]]{0,2}\s?(?:[,;]|[,;]?\s(?:and|und|et|y|e|en|i|и)\s)\s{0,4}["'<([]{0,2}$/iu;

/** The places that `stands` accepts, and those that follow one of them in a list on the same line. */
function withLists(places: Place[], stands: (place: Place) => boolean): Place[] {
  let last: Place | undefined;
  return places.filter((place) => {
    const listed =
      last?.line === place.line && LISTED.test(last.after.slice(0, Math.max(0, place.start - last.end)));
    if (!listed && !stands(place)) return false;
    last = place;
    return true;
  });
}

function standsAs(habit: RecipientLine, place: Place): boolean {
  return habit.before.test(place.before) && habit.after.test(place.after);
}
