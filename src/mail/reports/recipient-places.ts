import { type ParsedMail } from '../mail.js';
import { HEADER_LABELS } from '../reply/header-labels.js';
import { alternatives } from '../reply/phrases.js';
import { RECIPIENT_LINES, type RecipientLine } from './recipient-lines.js';
import { type FoundAddress, findAddresses, isRoleOfMailSystem } from './report-address.js';
import { isReturnSubject } from './return-subject.js';

/** Addresses examined in one notice; a bounce that names more is an attack or a list's digest. */
const MAX_ADDRESSES = 5_000;

/** Characters examined around an address in its line. */
const AROUND = 120;

/** The position of an address in a notice. */
export interface Place extends FoundAddress {
  line: number;
  before: string;
  after: string;
}

/** An address after these words wrote the mail or takes answers to it; it is not an unreachable recipient. */
const AUTHOR =
  /(?<!expanded |generated )\b(?:from|sender|return[ -](?:address|path)|reply-to|on behalf of):?\s*["'<]{0,2}$/i;

/** The same with a label like a copied header's, in any language: `Von: Shop <`, `差出人：`, `Message-ID: <`. */
const OTHER_LABELS = (['from', 'sent', 'subject', 'other'] as const).flatMap((kind) => HEADER_LABELS[kind]);
const OTHER_LABEL = new RegExp(`^[\\s>*|•-]{0,8}(?:${alternatives(OTHER_LABELS)})\\s?[:：][^@]{0,80}$`, 'iu');

/** Before an address to ask for help: "please send mail to postmaster", "report details to abuse@host". */
const HELPER =
  /\b(?:please (?:contact|write|send|e-?mail|forward|call|reply|direct|report)|contact|assistance|questions?|report(?:s|ed)? .{0,30}to)\b[^.!?]{0,60}$/i;

/** Before a new address to write to: "she has moved to", "please use eva@host instead", "neue Adresse:". */
const SUCCESSOR_BEFORE = new RegExp(
  [
    '\\b(?:please (?:use|try(?! (?:again|later|to|re|send)))\\b|new (?:e-?mail |mail |contact )?(?:address|account|mailbox)|(?:moved|changed|switched|migrated) to|replaced (?:by|with)|now (?:at|uses?|reachable)|(?:can be reached|reach (?:me|us|him|her|them)) (?:at|under|via)|successor)',
    '\\b(?:neue[rsn]? (?:e-?mail-?|mail-?)?adresse|bitte (?:verwenden|benutzen|nutzen)|ab sofort|nachfolger(?:in)?|nouvelle adresse|veuillez (?:utiliser|écrire)|nueva dirección|utilice|nuovo indirizzo|utilizzare|novo endereço|utilize|nieuwe? (?:e-?mail)?adres|gebruik\\b|ny (?:e-?post)?adresse?|nowy adres)',
    '新しい(?:メール)?アドレス|新的?(?:地址|邮箱|信箱)|새 (?:이메일 )?주소|новый адрес|нова адреса',
  ]
    .map((words) => `(?:${words})[^.!?]{0,60}$`)
    .join('|'),
  'iu',
);
const SUCCESSOR_AFTER = /^["'>)]{0,2},? (?:instead|from now on|statt|künftig)\b/i;

/** Text before the address of anybody but the recipient. */
const OTHERS = [AUTHOR, OTHER_LABEL, HELPER, SUCCESSOR_BEFORE];

/**
 * Where the notice of `mail`, in `lines`, names the recipients it did not reach. The notice goes to the author of the
 * original, who is a recipient only if they wrote to themselves.
 */
export function recipientPlaces(mail: ParsedMail, lines: string[]): Place[] {
  const parties = new Set([...mail.to, ...mail.from].map((mailbox) => mailbox.address.toLowerCase()));
  const places = placesOf(lines).filter(
    ({ address, before, after }) =>
      !isRoleOfMailSystem(address) &&
      !OTHERS.some((words) => words.test(before)) &&
      !SUCCESSOR_AFTER.test(after),
  );
  const foreign = places.filter((place) => !parties.has(place.address));
  return (
    firstHabit(foreign) ?? firstHabit(places) ?? (isReturnSubject(mail.subject) ? ofFirstLine(foreign) : [])
  );
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
