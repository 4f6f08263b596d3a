import { ValidateBy } from 'class-validator';

/**
 * Every entry is text of at most `maxLength` characters. One validator for the whole list, because `each` is slow for
 * long lists.
 */
export const EachText = (maxLength: number): PropertyDecorator =>
  ValidateBy({
    name: 'eachText',
    validator: {
      validate: (value) =>
        Array.isArray(value) &&
        value.every((entry) => typeof entry === 'string' && entry.length <= maxLength),
      defaultMessage: (about) =>
        `each value in ${about?.property} must be text of at most ${maxLength} characters`,
    },
  });
