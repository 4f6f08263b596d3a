import { HEADER_LABELS } from './header-labels.js';
import { alternatives } from './phrases.js';
import {
  ABOVE_THIS_LINE,
  FORWARD_PREFIXES,
  FORWARDED_MESSAGE,
  ORIGINAL_MESSAGE,
  REPLY_ABOVE,
} from './separator-phrases.js';

/** What a line says about the lines below it. */
export type Separator = 'original' | 'forward' | 'reply-above';

const MAX_SEPARATOR_LENGTH = 200;

/** If lines were joined in transit, the first label of the header block is on the same line. */
const DASHED_ORIGINAL = new RegExp(
  `^[\\s*>]*[-_=‐‑–—]+\\s*(?:${alternatives(ORIGINAL_MESSAGE)})\\s*:?\\s*[-_=‐‑–—]{2,}[\\s*]*(?:$|(?:${alternatives(HEADER_LABELS.from)})\\s?[:：])`,
  'iu',
);
const DASHED_FORWARD = new RegExp(
  `^[\\s*>]*[-_=‐‑–—]{2,}\\s*(?:${alternatives(FORWARDED_MESSAGE)})(?:\\s[^-_=]{0,100})?\\s*:?\\s*[-_=‐‑–—]{2,}`,
  'iu',
);
/** Without dashes it is a title only above a header block. */
const PLAIN_ORIGINAL = new RegExp(`^[\\s*>]*(?:${alternatives(ORIGINAL_MESSAGE)})\\s*[:：]?[\\s*]*$`, 'iu');
const PLAIN_FORWARD = new RegExp(
  `^[\\s*>]*(?:${alternatives(FORWARDED_MESSAGE.filter((phrase) => !/ (?:by|von|par)$/.test(phrase)))})\\s*[:：]\\s*\\**\\s*$`,
  'iu',
);
const ABOVE = new RegExp(`^[^\\p{L}\\p{N}]*(?:${alternatives(REPLY_ABOVE)})[^\\p{L}\\p{N}]*$`, 'iu');
/** With other words, or with more on the line, it must be fenced by dashes or hashes. */
const FENCED_ABOVE = new RegExp(
  `^[\\s>]*[-=#*_+~<]{2}.{0,80}(?:${alternatives(ABOVE_THIS_LINE)}).{0,80}[-=#*_+~>]{2}`,
  'iu',
);
const FORWARD_SUBJECT = new RegExp(
  `^\\s*(?:\\[[^\\]]{0,60}\\]\\s*)?\\[?(?:${alternatives(FORWARD_PREFIXES)})\\s*[:：]`,
  'iu',
);
const DASHES = /[-_=‐‑–—]{2}/;
const DRAWN_TITLE = /^[\s>*]*[-=_‐‑–—]{4,}\s*[\p{L}\p{M}][^-=_]{2,80}[-=_‐‑–—]{4,}\s*$/u;
const RULE = /^[\s>]*(?:\*+[\s>]+)*[-_=*~#‐‑–—]{5,}\s*$/;

/** The kind of separator, or null. The line may have quote prefixes. */
export function readSeparator(line: string): Separator | null {
  if (line.length > MAX_SEPARATOR_LENGTH)
    return FENCED_ABOVE.test(line.slice(0, MAX_SEPARATOR_LENGTH)) ? 'reply-above' : null;
  const dashed = DASHES.test(line);
  if (dashed && DASHED_ORIGINAL.test(line)) return 'original';
  if ((dashed && DASHED_FORWARD.test(line)) || PLAIN_FORWARD.test(line)) return 'forward';
  return ABOVE.test(line) || FENCED_ABOVE.test(line) ? 'reply-above' : null;
}

/** True for a subject such as `Fwd: …`, `WG: …`, `TR: …`, `転送: …`. */
export function isForwardSubject(subject: string): boolean {
  return FORWARD_SUBJECT.test(subject.slice(0, MAX_SEPARATOR_LENGTH));
}

/** The kind of a title above a header block: one between dashes, in any language, or a bare "Original Message". */
export function readTitle(line: string): Separator | null {
  if (line.length > MAX_SEPARATOR_LENGTH) return null;
  if (PLAIN_ORIGINAL.test(line) || isBareOriginal(line)) return 'original';
  return DRAWN_TITLE.test(line) ? 'forward' : null;
}

/** QQ Mail's "---Original---"; people use it as a heading too. */
function isBareOriginal(line: string): boolean {
  return line.replace(/[\s*>_=:-]/g, '') === 'Original';
}

/** True for a line of only five or more dashes, underscores, stars or equal signs. */
export function isRule(line: string): boolean {
  return line.length <= MAX_SEPARATOR_LENGTH && RULE.test(line);
}
