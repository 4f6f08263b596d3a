import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

const FORM =
  /^(?<day>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|(?<hours>[+-]\d\d)(?::?(?<minutes>\d\d))?)?)?$/i;

/** PostgreSQL knows no year 0, and writes more than four digits in another way than we do. */
const STORABLE = /^(?!0000)\d{4}-/;

/**
 * A member that names a moment: as in RFC 3339 §5.6, or without offset, seconds or time, where UTC and zero are meant. It
 * becomes the same moment as we write it, since PostgreSQL and JavaScript each read forms that the other does not know.
 */
export const Timestamp = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => readTimestamp(value) ?? value),
    ValidateBy({
      name: 'isTimestamp',
      validator: {
        validate: (value) => readTimestamp(value) !== null,
        defaultMessage: () => '$property must be a time such as 2026-11-21T12:00:00.000Z',
      },
    }),
  );

/** @returns the moment in UTC, with milliseconds; null for what names none */
export function readTimestamp(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const { day, time = '00:00', hours, minutes = '00' } = FORM.exec(value)?.groups ?? {};
  const moment = new Date(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  if (Number.isNaN(moment.getTime()) || !isOnCalendar(day!)) return null;
  const text = moment.toISOString();
  return STORABLE.test(text) ? text : null;
}

/** `Date` takes the 30th of February for the 2nd of March. */
const isOnCalendar = (day: string): boolean => new Date(day).toISOString().startsWith(day);
