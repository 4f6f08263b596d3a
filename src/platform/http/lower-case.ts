import { Transform } from 'class-transformer';

/** For ids in a request: they may come in either case (RFC 9562 §4), and code compares them with stored ones as text. */
export const LowerCase = (): PropertyDecorator => Transform(({ value }) => lowerCase(value));

function lowerCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCase);
  return typeof value === 'string' ? value.toLowerCase() : value;
}
