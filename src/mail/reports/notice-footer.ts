import { readClosing } from '../reply/closing.js';
import { looksLikeDelimiter } from '../reply/signature-delimiter.js';
import { reasonOfWords } from './reason-of-words.js';
import { tellsFailure } from './session-words.js';

/** Lines of a notice's footer. */
const MAX_FOOTER_LINES = 20;

/** The line where the signature of a notice starts; the number of lines if there is none. A reason is no signature. */
export function footerOf(lines: string[]): number {
  const first = Math.max(1, lines.length - MAX_FOOTER_LINES);
  const start = lines.findIndex((line, at) => at >= first && startsFooter(line));
  if (start === -1) return lines.length;
  const below = lines.slice(start + 1);
  return tellsFailure(below) || reasonOfWords(below.join('\n')) !== null ? lines.length : start;
}

function startsFooter(line: string): boolean {
  return looksLikeDelimiter(line) || readClosing(line)?.formal === true;
}
