import { Transform } from 'class-transformer';

/** For a query parameter of two values: what is neither stays as it came, to be refused. */
export const TrueOrFalse = (): PropertyDecorator =>
  Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)));
