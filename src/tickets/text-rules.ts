import { Matches } from 'class-validator';

/** NUL and lone surrogates cannot be stored (PostgreSQL `text`, `jsonb`). */
const STORABLE = /^[^\0\p{Surrogate}]*$/u;

/** Nothing that a mail program might take for the end of a header line either. */
const ONE_LINE = /^[^\0\p{Surrogate}\r\n\u000b\u000c\u0085\u2028\u2029]*$/u;

/** Text of any number of lines. */
export const StorableText = (): PropertyDecorator =>
  Matches(STORABLE, { message: '$property must not contain NUL or lone surrogates' });

/** Text that may become part of a header field. */
export const OneLine = (options: { each?: boolean } = {}): PropertyDecorator =>
  Matches(ONE_LINE, { ...options, message: '$property must be one line' });
