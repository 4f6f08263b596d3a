import { Matches } from 'class-validator';

/** No CR, LF, NUL or anything else that a mail program or a server might take for the end of a line. */
const ONE_LINE = /^[^\r\n\0\u000b\u000c\u0085\u2028\u2029]*$/;

/** True when a value can be sent as one header line. */
export const isOneLine = (value: string): boolean => ONE_LINE.test(value);

/** Text that may become part of a header field. */
export const OneLine = (options: { each?: boolean } = {}): PropertyDecorator =>
  Matches(ONE_LINE, { ...options, message: '$property must be one line' });
