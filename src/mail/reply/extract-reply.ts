import { layOutHtml } from '../html/html-lines.js';
import { isBlank } from '../invisible.js';
import type { Mailbox, Reply } from '../mail.js';
import { type BodyLine, type BodyLines, linesOfHtml, linesOfText } from './body-lines.js';
import { findForwardedFrom } from './forward.js';
import { borrowMarks } from './html-hint.js';
import { findFilledForm, type MailContext } from './filled-form.js';
import { assignLines, type Owner } from './owners.js';
import { readSegments, type Segment } from './segments.js';
import { Sender } from './sender.js';
import { isForwardSubject } from './separator.js';
import { isTypedIntoSignature } from './typed-signature.js';
import { saysSomethingElse } from './unlike-bodies.js';

/** The source of a reply: the decoded body parts, not sanitised. */
export interface ReplySource extends MailContext {
  text: string | null;
  html: string | null;
  /** True if the HTML follows the text instead of being a version of it. */
  htmlFollowsText?: boolean;
}

/** What else is known about the mail of a body. */
interface Envelope extends MailContext {
  /** Tells the writer's name in a signature from other words. */
  sender: Sender;
}

/**
 * Splits a body into the new words, the signature, and the quoted or forwarded mail.
 *
 * - Plain text is preferred. HTML is read if there is no text, and also if it follows the text and says something else.
 *   Otherwise the HTML only helps to find the start of a quote that the text does not show.
 * - Words above, between and below quotes are the reply.
 * - Every word of the body is in one of the three texts, and `replyText` is empty only if the body is: an answer that
 *   is only a signature, a mail that is only a quote, and a forward without a note are themselves the reply.
 *
 * Pure, never throws; linear in the length of the body.
 */
export function extractReply(source: ReplySource): Reply {
  const { text, html } = source;
  const envelope = { ...source, sender: new Sender(source.from ?? []) };
  if (text === null || isBlank(text)) return cutLines(linesOfHtml(layOutHtml(html ?? '')), envelope);
  const body = linesOfText(text);
  const behind = source.htmlFollowsText === true ? layOutHtml(html ?? '') : [];
  if (saysSomethingElse(text, behind.map((line) => line.text).join('\n'))) {
    const page = linesOfHtml(behind);
    return join(cutLines(body, envelope), compose(cutBody(page.lines, envelope), page.beyond));
  }
  return cutLines({ lines: borrowMarks(body.lines, html ?? ''), beyond: body.beyond }, envelope);
}

function cutLines({ lines, beyond }: BodyLines, envelope: Envelope): Reply {
  const marked = cutBody(lines, envelope);
  const isTyped = isTypedIntoSignature(lines, marked.owners, envelope.sender);
  const cut = isTyped ? cutBody(lines.map(withoutSignatureMark), envelope) : marked;
  if (cut.hasReply) return compose(cut, beyond);
  if (isSignedAnswer(cut)) return compose({ ...cut, owners: cut.owners.map(keepSignature) }, beyond);
  // the writer's own words are missing: ignore the marks, then keep everything
  const isMarked = lines.some(({ mark }) => mark !== null);
  const unmarked = isMarked ? cutBody(lines.map(withoutMark), envelope) : cut;
  return compose(unmarked.hasReply ? unmarked : { ...unmarked, owners: lines.map(() => 'reply') }, beyond);
}

/** A body with the owner of each of its lines. */
interface Cut {
  lines: readonly BodyLine[];
  owners: readonly Owner[];
  /** True if the writer's own lines hold a word. */
  hasReply: boolean;
  /** True if an attribution is above or inside the quote, and nothing indicates a forward. */
  isAnswer: boolean;
  forwardedFrom: Mailbox | null;
}

function cutBody(lines: readonly BodyLine[], envelope: Envelope): Cut {
  const segments = readSegments(lines, findFilledForm(lines, envelope));
  const { subject = '', sender } = envelope;
  const owners = assignLines(lines, segments, sender);
  const hasReply = lines.some((line, index) => owners[index] === 'reply' && line.text.trim() !== '');
  const kinds = segments.flatMap(({ intro }) => (intro === null ? [] : [intro.kind]));
  const isAttributed =
    kinds.length === 0 ? quotesWithAttribution(lines, segments) : kinds[0] === 'attribution';
  const isAnswer = isAttributed && !kinds.includes('forward') && !isForwardSubject(subject);
  return { lines, owners, hasReply, isAnswer, forwardedFrom: findForwardedFrom(lines, segments, subject) };
}

/** True if a `>` quote comes first and is a thread because of the attribution inside it. */
function quotesWithAttribution(lines: readonly BodyLine[], segments: readonly Segment[]): boolean {
  const first = segments.find(({ kind }) => kind === 'thread' || kind === 'citation');
  return first?.kind === 'thread' && lines[first.start]?.mark === null;
}

/** True if an answer is only signed: a picture above "Sent from my phone", or just "Best regards, Ann". */
function isSignedAnswer({ isAnswer, lines, owners }: Cut): boolean {
  return isAnswer && lines.some(({ text }, index) => owners[index] === 'signature' && text.trim() !== '');
}

function withoutSignatureMark(line: BodyLine): BodyLine {
  return line.mark === 'signature' ? withoutMark(line) : line;
}

function keepSignature(owner: Owner): Owner {
  return owner === 'signature' ? 'reply' : owner;
}

function withoutMark(line: BodyLine): BodyLine {
  return { ...line, mark: null };
}

function join(first: Reply, second: Reply): Reply {
  const both = (key: 'replyText' | 'signature' | 'quotedText'): string =>
    [first[key], second[key]].filter((text) => text !== '').join('\n\n');
  return {
    replyText: both('replyText'),
    signature: both('signature'),
    quotedText: both('quotedText'),
    forwardedFrom: first.forwardedFrom ?? second.forwardedFrom,
  };
}

function compose({ lines, owners, forwardedFrom }: Cut, beyond: string): Reply {
  const textOf = (owner: Owner): string =>
    lines
      .filter((_, index) => owners[index] === owner)
      .map(({ text, original }) => (text.trim() === '' ? '' : original.trimEnd()))
      .join('\n');
  return {
    replyText: trimLines(textOf('reply')),
    signature: trimLines(textOf('signature')),
    quotedText: trimLines([textOf('quoted'), beyond].filter((text) => text !== '').join('\n')),
    forwardedFrom,
  };
}

/** Removes blank lines at the start and white space at the end; the first line keeps its indentation. */
function trimLines(text: string): string {
  const trimmed = text.trimEnd();
  const firstWord = trimmed.search(/\S/);
  return firstWord < 0 ? '' : trimmed.slice(trimmed.lastIndexOf('\n', firstWord) + 1);
}
