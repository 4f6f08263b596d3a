import { Transform } from 'class-transformer';

/** For a query parameter with two values: anything else stays as it is, to be refused. */
export const TrueOrFalse = (): PropertyDecorator =>
  Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)));
