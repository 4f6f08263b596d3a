import { type ParsedMail } from '../mail.js';
import { type Failure } from './judge-failure.js';
import { type Notice } from './notice-text.js';
import { type Place, recipientPlaces } from './recipient-places.js';
import { findAddresses } from './report-address.js';
import { MAX_REPORTED_RECIPIENTS, wordsOf } from './report-source.js';
import { reasonOfWords, reasonOnce } from './reason-of-words.js';
import { isDelay, replyIn, stepAnswered } from './session-words.js';
import { smtpReply } from './status-codes.js';

/** Characters judged of a recipient's part of the notice. */
const MAX_WORDS_LENGTH = 600;

/** Lines of a notice that can belong to one recipient. */
const MAX_LINES_OF_RECIPIENT = 40;

/** Mentions of one recipient in a row; the next one's words begin after them. */
const MAX_MENTIONS = 8;

/** A recipient named by a free-text notice, with the words about it. */
export interface NamedFailure extends Failure {
  recipient: string;
  /** The address we wrote to, if an alias or a list led from it to `recipient`; null if the notice gives none. */
  writtenTo: string | null;
  /** True if the notice hides the address that `recipient` led to. */
  isAlias: boolean;
}

/** Exim, Postfix, Sendmail: `(generated from user@host)`, `(expanded from: <user@host>)`. */
const ORIGIN = /\((?:ultimately )?(?:expanded|generated) from:? <?([^\s<>()]{3,320})>?\)/;

/** The beginning of the same, directly before the address. */
const ORIGIN_BEFORE = /\((?:ultimately )?(?:expanded|generated) from:? <?$/;

/**
 * Reads notices that mail systems write for people only. It finds the addresses, keeps those in a recipient's position
 * (`RECIPIENT_LINES`), and gives each the words up to the next one.
 */
export function readFreeText(mail: ParsedMail, notice: Notice): NamedFailure[] {
  const chosen = recipientPlaces(mail, notice.lines);
  const whole = wholeOf(mail, notice, new Set(chosen.map((place) => place.address)).size === 1);
  const failed = new Map<string, NamedFailure>();
  chosen.forEach((place, index) => {
    if (failed.has(place.address) || failed.size >= MAX_REPORTED_RECIPIENTS) return;
    const next = chosen
      .slice(index + 1, index + 1 + MAX_MENTIONS)
      .find((other) => other.address !== place.address);
    failed.set(place.address, failureAt(whole, place, next));
  });
  return [...failed.values()];
}

/** The parts of a notice that all its recipients share. */
interface Whole {
  lines: string[];
  text: string;
  delayed: boolean;
  reason: () => string | null;
  /** True if the notice names only one recipient, so that every word is about that one. */
  single: boolean;
}

function wholeOf({ subject }: ParsedMail, notice: Notice, single: boolean): Whole {
  const text = wordsOf(notice);
  return { lines: notice.lines, text, delayed: isDelay(subject, text), reason: reasonOnce(text), single };
}

function failureAt(whole: Whole, place: Place, next: Place | undefined): NamedFailure {
  const end = Math.max(place.line + 1, Math.min(next?.line ?? Infinity, place.line + MAX_LINES_OF_RECIPIENT));
  const words = [whole.lines[place.line]?.slice(place.end) ?? '', ...whole.lines.slice(place.line + 1, end)];
  const origin = ORIGIN.exec(words.slice(0, 2).join('\n'));
  const own = origin === null ? words : words.map((line) => line.replace(origin[0], ''));
  const diagnostic = diagnosticOf(own, whole);
  const session = own.join('\n').slice(0, MAX_WORDS_LENGTH);
  return {
    recipient: place.address,
    writtenTo: origin === null ? null : (findAddresses(origin[1] ?? '', 1)[0]?.address ?? null),
    isAlias: ORIGIN_BEFORE.test(place.before),
    action: whole.delayed ? 'delayed' : 'failed',
    statusField: null,
    diagnostic,
    names: [place.address],
    reasonElsewhere: () => reasonOfWords(session) ?? whole.reason(),
    step: stepAnswered(whole.single ? whole.text : session, diagnostic),
  };
}

/**
 * The first paragraph. If that holds only the reporting system's words ("because the remote server refused it"), the
 * remote system's reply further below, or anywhere in a notice about one recipient.
 */
function diagnosticOf(own: string[], whole: Whole): string {
  const paragraph = firstParagraph(own);
  if (smtpReply(paragraph) !== null) return paragraph;
  return replyIn(own) ?? (whole.single ? replyIn(whole.lines) : null) ?? paragraph;
}

/** The first paragraph that says something; after it comes the next system's boilerplate. */
function firstParagraph(lines: string[]): string {
  const said: string[] = [];
  for (const line of lines) {
    if (line.trim() === '' && saysSomething(said.join(' '))) break;
    if (line.trim() !== '') said.push(line);
  }
  return said
    .join('\n')
    .slice(0, MAX_WORDS_LENGTH)
    .replace(/^["'>)\s.,]{0,10}:?/, '')
    .trim();
}

/** True for more than an address and a heading such as `-------server message`. */
function saysSomething(words: string): boolean {
  return /\p{L}{2}[^<>@]*\p{L}{2}/u.test(
    words.replace(/<[^<>]{0,320}>/g, '').replace(/^\s*-{4}.{0,60}$/, ''),
  );
}
