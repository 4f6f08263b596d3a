import { Transform } from 'class-transformer';

/** For ids in a request: either case is valid (RFC 9562 §4), but code compares them with stored ids as text. */
export const LowerCase = (): PropertyDecorator => Transform(({ value }) => lowerCase(value));

function lowerCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCase);
  return typeof value === 'string' ? value.toLowerCase() : value;
}
