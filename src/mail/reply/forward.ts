import type { Mailbox } from '../mail.js';
import type { BodyLine } from './body-lines.js';
import { type Intro, readIntro } from './intro.js';
import { withoutQuotePrefix } from './quote-line.js';
import type { Segment } from './segments.js';
import { isForwardSubject } from './separator.js';

/** Lines of a quote in which a forward's header block must begin. */
const MAX_LINES_TO_HEADER = 12;
/** The same, with the header block. */
const MAX_LINES_TO_READ = 36;

/**
 * The sender of the first forwarded mail; null if there is none. It takes a forward marker, or a header block under a
 * subject such as `Fwd: …`.
 */
export function findForwardedFrom(
  lines: readonly BodyLine[],
  segments: readonly Segment[],
  subject: string,
): Mailbox | null {
  const bySubject = isForwardSubject(subject);
  for (const segment of segments) {
    if (!mayNameSender(segment)) continue;
    const intro = introOf(lines, segment);
    if (intro === null) continue;
    if (intro.kind === 'forward' || (bySubject && intro.kind !== 'reply-above')) {
      if (intro.from !== null) return intro.from;
    }
  }
  return null;
}

/** An attribution was already read, and does not belong to a forward. */
function mayNameSender({ kind, intro }: Segment): boolean {
  return kind !== 'words' && kind !== 'signature' && intro?.kind !== 'attribution';
}

function introOf(lines: readonly BodyLine[], segment: Segment): Intro | null {
  const head = lines.slice(segment.start, segment.start + MAX_LINES_TO_READ);
  const texts = head.map((line) => withoutQuotePrefix(line.text));
  const first = texts.findIndex((text) => text.trim() !== '');
  return first < 0 || first > MAX_LINES_TO_HEADER ? null : readIntro(texts, first, () => false);
}
