import { coverComments } from '../comments.js';
import { trimEnd } from '../text.js';
import { decodeEncodedWords } from './encoded-words.js';
import { decodeParameters } from './parameter-values.js';
import { splitParameters } from './split-parameters.js';

/** A structured field (RFC 2045 §5.1, RFC 2183 §2): its value and parameters, all decoded. */
export interface ParameterisedValue {
  /** Lower case, without comments. */
  value: string;
  /** Names in lower case. Without a prototype, so that no name can be mistaken for a member. */
  parameters: Record<string, string>;
}

/** RFC 6838 §4.2 allows 127 characters on each side of a media type's slash. */
const MAX_VALUE_CHARS = 255;

/**
 * Parses a structured field value. It accepts unquoted values with spaces, missing semicolons after the value, unclosed
 * quotes, Windows paths, and every way in which senders write a non-ASCII file name.
 *
 * @param field unfolded value, one character per byte
 * @param fallback charset label for raw 8-bit values that are not UTF-8
 * @see RFC 2231 for continuations and charsets; RFC 2047 words inside values are forbidden and common
 */
export function parseParameters(field: string, fallback: string | null = null): ParameterisedValue {
  const text = withoutEncodedGrammar(field);
  const bare = coverComments(text);
  VALUE.lastIndex = bare.search(/[^\s;]|$/);
  const value = (VALUE.exec(bare)?.[0] ?? '').replace(/\s/g, ''); // `text / html` (RFC 822 §3.1.4)
  const startsWithParameter = value.includes('=') && !value.includes('/');
  const start = startsWithParameter ? 0 : VALUE.lastIndex;
  return {
    value: startsWithParameter ? '' : cleanValue(value),
    parameters: decodeParameters(splitParameters(text, bare, start), fallback),
  };
}

const VALUE = /[^\s;(/]*(?:\s*\/\s*)?[^\s;(]*/y;

function cleanValue(value: string): string {
  const start = value
    .slice(0, MAX_VALUE_CHARS)
    .toLowerCase()
    .replace(/^["']+/, '');
  return trimEnd(start, /["',:]/);
}

/** Encoded words where a value or a parameter begins; those inside a parameter's value are decoded with it. */
const ENCODED_GRAMMAR = /(?:^|;)\s*(?:=\?[^?\s]{1,60}\?[bq]\?[^?]{0,998}\?=\s*)+/gi;

/** Some libraries encode the whole field, others a whole parameter with its name and its quotes. */
function withoutEncodedGrammar(field: string): string {
  if (!field.includes('=?')) return field;
  return field.replace(ENCODED_GRAMMAR, (words) => Buffer.from(decodeEncodedWords(words)).toString('latin1'));
}
