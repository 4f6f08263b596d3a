import { alternatives } from './phrases.js';
import { CLOSINGS, THANKS } from './closing-phrases.js';

/** A line that closes a mail. */
export interface Closing {
  /** A phrase such as "Kind regards", which closes with or without a name; false for thanks, which needs one. */
  formal: boolean;
  /** The name stands on the same line ("Regards, Ann"). */
  named: boolean;
}

const MAX_CLOSING_LENGTH = 90;
const phrase = alternatives([...Object.values(CLOSINGS).flat(), ...THANKS]);
const NAME = "[\\p{Lu}\\p{Lo}][\\p{L}.'’-]*(?:\\s[\\p{L}.'’-]+){0,3}";
const CLOSING = new RegExp(
  `^(?:${phrase})(?:\\s*(?:[/|&+,]|and|und|et|y|e|och|og)\\s*(?:${phrase}))?(?:\\s*[,،、.!;:~–—-]+|\\s*$)\\s*(${NAME})?[\\s.,!]*$`,
  'iu',
);
const THANKS_ONLY = new RegExp(`^(?:${alternatives(THANKS)})[\\s,.!]*`, 'iu');
const FORMAL_INSIDE = new RegExp(`(?:${alternatives(['regards', 'grüße'])})`, 'iu');

/** Reads a closing line; null when the line is none. */
export function readClosing(line: string): Closing | null {
  const text = line.trim();
  if (text === '' || text.length > MAX_CLOSING_LENGTH) return null;
  const found = CLOSING.exec(text);
  if (found === null) return null;
  const formal = !THANKS_ONLY.test(text) || FORMAL_INSIDE.test(text);
  return { formal, named: found[1] !== undefined };
}
