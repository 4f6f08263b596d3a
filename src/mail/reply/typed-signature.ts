import type { BodyLine } from './body-lines.js';
import { readClosing } from './closing.js';
import { isBareGreeting, isGreetingWithComma } from './greeting.js';
import { isMobileSignature } from './mobile-signature.js';
import type { Owner } from './owners.js';
import type { Sender } from './sender.js';
import { isContactLine, isPersonLine } from './visiting-card.js';

/** Words that do not all start like a name, up to a full stop. */
const SENTENCE = /\s\p{Ll}.*[.!?…]\s*$|[。！？]\s*$/u;

/**
 * True if there is a marked signature and at most a greeting or thanks above it: people who start to type inside the
 * signature write everything there. A greeting without a comma and thanks may also be all that was said, so there the
 * signature must not begin as signatures do.
 */
export function isTypedIntoSignature(
  lines: readonly BodyLine[],
  owners: readonly Owner[],
  sender: Sender,
): boolean {
  const first = lines.find(({ mark, text }) => mark === 'signature' && text.trim() !== '')?.text.trim();
  if (first === undefined) return false;
  const said = lines.filter(({ text }, index) => owners[index] === 'reply' && text.trim() !== '');
  const above = said[0]?.text.trim() ?? '';
  if (said.length > 1) return false;
  if (above === '' || isGreetingWithComma(above)) return true;
  if (isBareGreeting(above)) return !beginsSignature(first, sender);
  return isThanks(above) && SENTENCE.test(first) && !beginsSignature(first, sender);
}

function beginsSignature(line: string, sender: Sender): boolean {
  const isName = sender.isNamedIn(line) || (sender.isUnknown && isPersonLine(line));
  return isName || readClosing(line) !== null || isContactLine(line) || isMobileSignature(line);
}

function isThanks(line: string): boolean {
  const closing = readClosing(line);
  return closing !== null && !closing.formal && !closing.named;
}
