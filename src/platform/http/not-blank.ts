import { Matches } from 'class-validator';

/** Text with something to read: a caller that sends only blanks has lost what was written. */
export const NotBlank = (options: { each?: boolean } = {}): PropertyDecorator =>
  Matches(/\S/, { ...options, message: '$property must not be blank' });
