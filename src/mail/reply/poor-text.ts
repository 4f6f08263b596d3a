import { isMobileSignature } from './mobile-signature.js';
import { linesOfText } from './body-lines.js';
import { extractReply, type ReplySource } from './extract-reply.js';
import { assignLines } from './owners.js';
import { alternatives } from './phrases.js';
import { readSegments } from './segments.js';
import { STUB_WORDS } from './stub-words.js';
import { lettersOf, SAMPLE_LENGTH, saysSomethingElse } from './unlike-bodies.js';

/** Characters examined of the text. */
const MAX_TEXT_LENGTH = 20_000;
const MAX_STUB_LENGTH = 400;

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|nbsp|ensp|emsp|thinsp|zwnj|zwj|shy);/gi;
/** What clients write in the place of a picture ("[image: a.png]", "[cid:a.png@1]", "<a.jpeg>"). */
const PLACEHOLDER =
  /\[(?:(?:inline )?image(?:[ :][^[\]\n]{0,200})?|(?:cid:|https?:)[^[\]\s]{1,2000})\]|<[^<>\n]{1,200}\.(?:png|jpe?g|gif|heic|webp|bmp|tiff?|svg)>/gi;
const WORD = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const NAMES_HTML = /(?<![\p{Script=Latin}\p{N}])html(?![\p{Script=Latin}\p{N}])/iu;
const NAMES_PROGRAM = new RegExp(`(?<![\\p{Script=Latin}])(?:${alternatives(STUB_WORDS)})`, 'iu');

/**
 * True if a text is no version of the HTML beside it, and the writer's words are only in the HTML: the text has none,
 * except for placeholders of pictures, a phone's line and quotes, or it only says that the HTML cannot be shown.
 */
export function isPoorText(source: ReplySource): boolean {
  const { text, html } = source;
  if (text === null || html === null) return false;
  const words = ownWordsOf(text.slice(0, MAX_TEXT_LENGTH));
  if (WORD.test(words) && !isStub(words)) return false;
  return isMissingFrom(text, extractReply({ ...source, text: null }).replyText);
}

function ownWordsOf(text: string): string {
  const { lines } = linesOfText(text.replace(PLACEHOLDER, '').replace(ENTITY, ' '));
  const owners = assignLines(lines, readSegments(lines));
  return lines
    .filter((line, index) => owners[index] === 'reply' && !isMobileSignature(line.text))
    .map((line) => line.text)
    .join('\n')
    .trim();
}

function isStub(words: string): boolean {
  return words.length <= MAX_STUB_LENGTH && NAMES_HTML.test(words) && NAMES_PROGRAM.test(words);
}

/** What is left of a no-break space in the wrong charset: "Â". */
const SINGLE_LETTER = /^\p{Script=Latin}$/u;

/** Less than a sample may occur by chance inside other words, so it must be a whole line of the text. */
function isMissingFrom(text: string, words: string): boolean {
  const letters = lettersOf(words);
  if (letters.length >= SAMPLE_LENGTH) return lettersOf(text) === '' || saysSomethingElse(words, text);
  if (letters === '' || SINGLE_LETTER.test(letters)) return false;
  return text.split('\n').every((line) => lettersOf(line) !== letters);
}
