import type { BodyLine } from './body-lines.js';
import { isPostscript } from './closing.js';
import { isBareMobileSignature } from './mobile-signature.js';
import type { Segment } from './segments.js';
import type { Sender } from './sender.js';
import { hasDelimiter } from './signature-delimiter.js';
import { findSignatureStart } from './signature.js';

/** "P.S. …", "PS: …", but not the firm "PS Example Ltd". */
const POINTED = /^\s*[^\s.:：]{1,10}\s?[.:：]/u;

/** Which of the three texts a line belongs to. */
export type Owner = 'reply' | 'signature' | 'quoted';

/** Decides the owner of every line. */
export function assignLines(
  lines: readonly BodyLine[],
  segments: readonly Segment[],
  sender?: Sender,
): Owner[] {
  const owners = lines.map((): Owner => 'quoted');
  const lastWords = segments.findLastIndex((segment) => isWords(lines, segment));
  const delimited = segments.some(
    ({ kind, start, end }) =>
      kind === 'words' && hasDelimiter(lines.slice(start, end).map((line) => line.text)),
  );
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === 'signature') owners.fill('signature', segment.start, segment.end);
    if (segment.kind !== 'words') continue;
    const next = segments[index + 1]?.kind;
    // Writers sign before a quoted mail and at the end, not before a quote that they answer piece by piece.
    const mayBeSigned = index >= lastWords || next === 'intro' || next === 'rest';
    assignWords(lines, owners, segment, (texts) =>
      mayBeSigned ? findSignatureStart(texts, delimited, sender) : texts.length,
    );
  }
  for (const quote of keptQuotes(lines, owners, segments)) owners.fill('reply', quote.start, quote.end);
  return owners;
}

function assignWords(
  lines: readonly BodyLine[],
  owners: Owner[],
  segment: Segment,
  findCut: (texts: readonly string[]) => number,
): void {
  const texts = lines.slice(segment.start, segment.end).map((line) => line.text);
  const cut = findCut(texts);
  let isAfterword = false;
  for (const [index, text] of texts.entries()) {
    if (text.trim() === '') isAfterword = false;
    else if ((texts[index - 1] ?? '').trim() === '') isAfterword = isPostscript(text) && POINTED.test(text);
    const isBelow = index >= cut && !isAfterword;
    const isSigned = isBelow || (isAlone(texts, index) && isBareMobileSignature(text));
    owners[segment.start + index] = isSigned ? 'signature' : 'reply';
  }
}

/** True for a paragraph of one line. A phone's line may be among the words, as people answer below it. */
function isAlone(texts: readonly string[], at: number): boolean {
  return (texts[at - 1] ?? '').trim() === '' && (texts[at + 1] ?? '').trim() === '';
}

/**
 * Quotes that stay in the reply: a citation that the words above announce or the words below answer, and the pieces of
 * a thread answered piece by piece. A single quoted thread above or below the reply does not stay.
 */
function keptQuotes(
  lines: readonly BodyLine[],
  owners: readonly Owner[],
  segments: readonly Segment[],
): Segment[] {
  const said = segments.map((segment) => isReply(lines, owners, segment));
  const isQuote = segments.map(({ kind }) => kind === 'thread' || kind === 'citation');
  const firstQuote = isQuote.indexOf(true);
  const answer = said.indexOf(true, firstQuote);
  const interleaved = firstQuote >= 0 && answer >= 0 && isQuote.includes(true, answer);
  const lastAnswer = said.lastIndexOf(true);
  return segments.filter(({ kind, isAnnounced }, index) => {
    if (isAnnounced) return true;
    return isQuote[index] && index < lastAnswer && (interleaved || kind === 'citation');
  });
}

function isReply(lines: readonly BodyLine[], owners: readonly Owner[], segment: Segment): boolean {
  if (segment.kind !== 'words') return false;
  return lines
    .slice(segment.start, segment.end)
    .some((line, index) => owners[segment.start + index] === 'reply' && line.text.trim() !== '');
}

function isWords(lines: readonly BodyLine[], segment: Segment): boolean {
  return (
    segment.kind === 'words' &&
    lines.slice(segment.start, segment.end).some((line) => line.text.trim() !== '')
  );
}
