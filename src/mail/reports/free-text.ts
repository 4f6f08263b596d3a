import { type ParsedMail } from '../mail.js';
import { type Failure } from './judge-failure.js';
import { isReturnSubject } from './mail-system.js';
import { type Notice } from './notice-text.js';
import { RECIPIENT_LINES, type RecipientLine } from './recipient-lines.js';
import { type FoundAddress, findAddresses, isRoleOfMailSystem } from './report-address.js';
import { isDelay, stepAnswered } from './session-words.js';

/** Addresses looked at in one notice; a bounce that names more is an attack or a list's digest. */
const MAX_ADDRESSES = 5_000;

/** Characters of a recipient's part of the notice that are judged. */
const MAX_WORDS_LENGTH = 1_200;

/** Lines of a notice that can belong to one recipient. */
const MAX_LINES_OF_RECIPIENT = 40;

/** Characters of the whole notice that are asked when a recipient's own words say nothing. */
const MAX_CONTEXT_LENGTH = 6_000;

/** Characters around an address in its line that the habits look at. */
const AROUND = 120;

interface Place extends FoundAddress {
  line: number;
  before: string;
  after: string;
}

/** A recipient that a free-text notice names, with the words that stand at it. */
export interface NamedFailure extends Failure {
  recipient: string;
}

/**
 * Reads the notices of mail systems that write for people only. One engine for all: find the addresses, keep those
 * that stand where a recipient stands (`RECIPIENT_LINES`), give each the words up to the next one.
 */
export function readFreeText(mail: ParsedMail, notice: Notice, limit: number): NamedFailure[] {
  const places = placesOf(notice.lines).filter((place) => !isRoleOfMailSystem(place.address));
  const foreign = places.filter((place) => isForeign(place.address, mail));
  const chosen = firstHabit(foreign) ?? firstHabit(places) ?? (isReturnSubject(mail.subject) ? foreign : []);
  const whole = notice.lines.join('\n').slice(0, MAX_CONTEXT_LENGTH);
  const failed = new Map<string, NamedFailure>();
  chosen.forEach((place, index) => {
    if (failed.has(place.address) || failed.size >= limit) return;
    failed.set(
      place.address,
      failureAt(
        notice.lines,
        place,
        chosen.slice(index + 1, index + 9).find((next) => next.address !== place.address),
        whole,
      ),
    );
  });
  return [...failed.values()];
}

/** The notice goes to whoever wrote the original, who is its recipient only when he wrote to himself. */
function isForeign(address: string, mail: ParsedMail): boolean {
  return ![...mail.to, ...mail.from].some((mailbox) => mailbox.address.toLowerCase() === address);
}

function placesOf(lines: string[]): Place[] {
  const places: Place[] = [];
  lines.forEach((text, line) => {
    for (const found of findAddresses(text, MAX_ADDRESSES - places.length)) {
      const before = text.slice(Math.max(0, found.start - AROUND), found.start);
      places.push({ ...found, line, before, after: text.slice(found.end, found.end + AROUND) });
    }
  });
  return places;
}

function firstHabit(places: Place[]): Place[] | null {
  for (const habit of RECIPIENT_LINES) {
    const hits = places.filter((place) => standsAs(habit, place));
    if (hits.length > 0) return hits;
  }
  return null;
}

function standsAs(habit: RecipientLine, place: Place): boolean {
  return habit.before.test(place.before) && habit.after.test(place.after);
}

function failureAt(lines: string[], place: Place, next: Place | undefined, whole: string): NamedFailure {
  const end = Math.max(place.line + 1, Math.min(next?.line ?? Infinity, place.line + MAX_LINES_OF_RECIPIENT));
  const own = [lines[place.line]?.slice(place.end) ?? '', ...lines.slice(place.line + 1, end)];
  const diagnostic = firstParagraph(own);
  const session = own.join('\n').slice(0, MAX_WORDS_LENGTH);
  return {
    recipient: place.address,
    action: isDelay(whole) ? 'delayed' : 'failed',
    statusField: null,
    diagnostic,
    context: `${session}\n${whole}`,
    step: stepAnswered(next === undefined ? whole : session, diagnostic) ?? stepAnswered(session, diagnostic),
  };
}

/** The first paragraph that says something; what follows is the next system's boilerplate. */
function firstParagraph(lines: string[]): string {
  const said: string[] = [];
  for (const line of lines) {
    if (line.trim() === '' && /\p{L}{2}[^<>@]*\p{L}{2}/u.test(said.join(' ').replace(/<[^<>]{0,320}>/g, '')))
      break;
    if (line.trim() !== '') said.push(line);
  }
  return said
    .join('\n')
    .slice(0, MAX_WORDS_LENGTH)
    .replace(/^["'>)\s.,]{0,10}:?/, '')
    .trim();
}
