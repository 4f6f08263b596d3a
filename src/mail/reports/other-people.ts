import { HEADER_LABELS } from '../reply/header-labels.js';
import { alternatives } from '../reply/phrases.js';
import { withoutAccents } from '../text.js';
import {
  FORWARDED,
  FORWARDED_BEHIND,
  HELP,
  REQUESTS,
  REQUESTS_BEHIND,
  SUCCESSORS,
  UNSPACED_FORWARDED,
  UNSPACED_REQUESTS,
  UNSPACED_SUCCESSORS,
} from './helper-phrases.js';
import { unaccented } from './phrase-row.js';

/** The words around an address. */
export interface Surroundings {
  before: string;
  after: string;
  /** The end of the line above, if the address is alone in its own; otherwise empty. */
  above: string;
}

/** An address after these words wrote the mail or takes answers to it; it is not an unreachable recipient. */
const AUTHOR =
  /(?<!expanded |generated )\b(?:from|sender|return[ -](?:address|path)|reply-to|on behalf of):?\s*["'<]{0,2}$/i;

/** The same with a label like a copied header's, in any language: `Von: Shop <`, `差出人：`, `Message-ID: <`. */
const OTHER_LABELS = (['from', 'sent', 'subject', 'other'] as const).flatMap((kind) => HEADER_LABELS[kind]);
const OTHER_LABEL = new RegExp(`^[\\s>*|•-]{0,8}(?:${alternatives(OTHER_LABELS)})\\s?[:：][^@]{0,80}$`, 'iu');

/** Characters between the words and the address in the same sentence. */
const IN_SENTENCE = 60;
/** Between a noun and the address: "Fragen bitte an". */
const BEHIND_NOUN = 20;
/** Between the words and the end of the line above the address. */
const TO_LINE_END = 25;

const words = (gap: number, spaced: string[], unspaced: string[] = []): RegExp =>
  unaccented([
    `(?<![\\p{L}@.-])(?:${spaced.join('|')})(?!\\p{L})[^.!?。]{0,${gap}}$`,
    ...unspaced.map((source) => `(?:${source})[^.!?。]{0,${gap}}$`),
  ]);

const BEFORE_OTHERS = words(
  IN_SENTENCE,
  [...REQUESTS, ...SUCCESSORS],
  [...UNSPACED_REQUESTS, ...UNSPACED_SUCCESSORS],
);
const ABOVE_OTHERS = words(
  TO_LINE_END,
  [...REQUESTS, ...SUCCESSORS, ...FORWARDED],
  [...UNSPACED_REQUESTS, ...UNSPACED_SUCCESSORS, ...UNSPACED_FORWARDED],
);
const HELP_BEFORE = words(BEHIND_NOUN, HELP);
/** Without a colon, "Support" may be the name of the recipient. */
const LEADS_ON = /[:：]\s*$/;
const WORD = /\p{L}+/gu;
const DISPLAY_NAME = /^[\s>*•"'-]{0,20}[\p{L}\d .,-]{1,60}["']?\s?[<([]{1,2}$/u;

const BEHIND_OTHERS = unaccented([
  `^["'>)\\]]{0,2}(?:${REQUESTS_BEHIND.join('|')}|,? (?:instead|from now on|statt|künftig)\\b)`,
]);

/** If the sentence goes on, it may say that this failed. */
const FORWARDED_TO = words(
  12,
  [`(?<!(?:not|no|non|não|inte|ikke|nie|не) )(?:${FORWARDED.join('|')})`],
  UNSPACED_FORWARDED,
);
const SENTENCE_ENDS = /^["'>)\]]{0,2}\s*(?:[.!;。]|$)/;
const FORWARDED_AFTER = unaccented([`^["'>)\\]]{0,2}(?:${FORWARDED_BEHIND.join('|')})`]);
const NEGATED = /\b(?:nicht|niet)\b[^.!?]{0,60}$/i;

/** True if the words around an address say that it is not an unreachable recipient but, say, where to ask for help. */
export function isSomebodyElse({ before, after, above }: Surroundings): boolean {
  if (AUTHOR.test(before) || OTHER_LABEL.test(before)) return true;
  const bare = withoutAccents(before);
  const behind = withoutAccents(after);
  if (BEHIND_OTHERS.test(behind) || BEFORE_OTHERS.test(bare)) return true;
  if (HELP_BEFORE.test(bare) && !DISPLAY_NAME.test(before)) return true;
  if (isLedTo(withoutAccents(above))) return true;
  return FORWARDED_TO.test(bare)
    ? SENTENCE_ENDS.test(after)
    : FORWARDED_AFTER.test(behind) && !NEGATED.test(bare);
}

function isLedTo(above: string): boolean {
  if (LEADS_ON.test(above) && HELP_BEFORE.test(above)) return true;
  return ABOVE_OTHERS.test(above) && (LEADS_ON.test(above) || (above.match(WORD) ?? []).length > 1);
}
