import type { Mailbox } from '../mail.js';
import type { BodyLine } from './body-lines.js';
import { readCopiedHeader } from './copied-header.js';
import { isGreeting } from './greeting.js';
import { readIntro } from './intro.js';
import { isQuoteLine } from './quote-line.js';
import { isRule } from './separator.js';

/** What the header fields say about a body; unknown if absent. */
export interface MailContext {
  /** Identifies a forward if the body does not. */
  subject?: string;
  inReplyTo?: readonly string[];
  references?: readonly string[];
  from?: readonly Mailbox[];
  replyTo?: readonly Mailbox[];
}

/** A short word before a colon may be what a client puts before the subject of an answer or a forward. */
const PREFIXED =
  /^\s*(?:\[[^\]]{0,60}\]\s*)?\[?(?:\p{L}{1,4}|antwort|antwoord|forward|weitergeleitet|reenv|inoltr|doorst|ответ|пересл|továbbítás|προωθ|chuyển tiếp|إعادة توجيه)\.?\s?(?:[[(]\d{1,3}[\])])?\s?[:：]/iu;
const COLON_AT_END = /[:：]\s*$/;
/** Lines of words above the block. */
const MAX_LINES = 12;
/** The same, of the paragraph that introduces it. */
const MAX_INTRODUCING = 3;

/**
 * The line where the header block of a web form, ticket or booking starts ("You have a new message: / From: … /
 * Subject: …"); -1 if there is none. Such a mail answers nothing, and the block has no title and no rule above it, only
 * one paragraph. If the block names recipients, as those of clients do, the paragraph ends in a colon. A block with the
 * mail's own sender may have more words above it.
 */
export function findFilledForm(lines: readonly BodyLine[], mail: MailContext): number {
  if (!answersNothing(mail)) return -1;
  const texts = lines.map(({ text }) => text);
  for (let at = 0, above = 0; at < lines.length && above <= MAX_LINES; at += 1) {
    const text = texts[at] ?? '';
    if (text.trim() === '') continue;
    if (lines[at]?.mark !== null || isQuoteLine(text) || isRule(text)) return -1;
    const block = readCopiedHeader(texts, at, false);
    if (block !== null) {
      const isForm = isOwn(block.from, mail) || isIntroduced(texts.slice(0, at), block.isAddressed);
      return above > 0 && isForm ? at : -1;
    }
    if (readIntro(texts, at, () => false) !== null) return -1;
    above += 1;
  }
  return -1;
}

function answersNothing({ subject = '', inReplyTo, references }: MailContext): boolean {
  return inReplyTo?.length === 0 && references?.length === 0 && subject !== '' && !PREFIXED.test(subject);
}

function isOwn(from: Mailbox | null, mail: MailContext): boolean {
  const address = from?.address.toLowerCase() ?? '';
  const own = [...(mail.from ?? []), ...(mail.replyTo ?? [])];
  return address !== '' && own.some((mailbox) => mailbox.address.toLowerCase() === address);
}

/** True if there is one short paragraph above, or a greeting and one. */
function isIntroduced(above: readonly string[], isAddressed: boolean): boolean {
  const paragraphs = above
    .join('\n')
    .trim()
    .split(/\n\s*\n/);
  const greeted = paragraphs.length === 2 && isGreeting(paragraphs[0] ?? '');
  if (paragraphs.length !== (greeted ? 2 : 1)) return false;
  const introducing = paragraphs.at(-1) ?? '';
  if (introducing.split('\n').length > MAX_INTRODUCING) return false;
  return !isAddressed || COLON_AT_END.test(introducing);
}
