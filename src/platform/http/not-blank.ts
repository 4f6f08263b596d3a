import { Matches } from 'class-validator';

/** Text in which there is something to read: who sends blanks alone has lost what was written. */
export const NotBlank = (options: { each?: boolean } = {}): PropertyDecorator =>
  Matches(/\S/, { ...options, message: '$property must not be blank' });
