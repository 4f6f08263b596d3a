import type { BodyLine } from './body-lines.js';
import type { Segment } from './segments.js';
import { isMobileSignature } from './mobile-signature.js';
import { findSignatureStart } from './signature.js';

/** Which of the three texts a line goes to. */
export type Owner = 'reply' | 'signature' | 'quoted';

/** Decides for every line whose it is. */
export function assignLines(lines: readonly BodyLine[], segments: readonly Segment[]): Owner[] {
  const owners = lines.map((): Owner => 'quoted');
  for (const segment of segments) {
    if (segment.kind === 'words') assignWords(lines, owners, segment, endsHere(lines, segments, segment));
    if (segment.kind === 'signature') owners.fill('signature', segment.start, segment.end);
  }
  for (const segment of keptQuotes(lines, owners, segments)) owners.fill('reply', segment.start, segment.end);
  return owners;
}

function assignWords(lines: readonly BodyLine[], owners: Owner[], segment: Segment, ends: boolean): void {
  const texts = lines.slice(segment.start, segment.end).map((line) => line.text);
  const cut = ends ? findSignatureStart(texts) : texts.length;
  for (const [index, text] of texts.entries()) {
    owners[segment.start + index] = index >= cut || isMobileSignature(text) ? 'signature' : 'reply';
  }
}

/** A writer signs before a quoted mail and at the end, not before a quote they answer piece by piece. */
function endsHere(lines: readonly BodyLine[], segments: readonly Segment[], words: Segment): boolean {
  const next = segments.find((segment) => segment.start >= words.end);
  if (next === undefined) return true;
  const later = segments.some(
    (segment) =>
      segment.kind === 'words' && segment.start >= words.end && hasWords(lines, segment.start, segment.end),
  );
  return !later || next.kind === 'intro' || next.kind === 'rest';
}

/**
 * Quotes that stay in the reply because the words below them answer them: a citation the writer pasted, and the
 * pieces of a thread that is answered piece by piece. A quoted thread above or below the reply goes.
 */
function keptQuotes(
  lines: readonly BodyLine[],
  owners: readonly Owner[],
  segments: readonly Segment[],
): Segment[] {
  const isReply = (segment: Segment): boolean =>
    segment.kind === 'words' &&
    lines
      .slice(segment.start, segment.end)
      .some((line, index) => owners[segment.start + index] === 'reply' && line.text.trim() !== '');
  const quotes = segments.filter((segment) => segment.kind === 'thread' || segment.kind === 'citation');
  const lastWords = segments.findLast(isReply);
  if (lastWords === undefined) return [];
  const first = quotes[0];
  const interleaved =
    first !== undefined &&
    quotes.some((quote) =>
      segments.some((words) => isReply(words) && words.start >= first.end && words.end <= quote.start),
    );
  return quotes.filter((quote) => quote.end <= lastWords.start && (interleaved || quote.kind === 'citation'));
}

function hasWords(lines: readonly BodyLine[], start: number, end: number): boolean {
  return lines.slice(start, end).some((line) => line.text.trim() !== '');
}
