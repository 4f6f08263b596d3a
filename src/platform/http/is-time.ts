import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { readIsoTime } from '../iso-time.js';

/** An ISO 8601 date or time. Whatever form it came in, code that reads the member gets UTC with milliseconds. */
export const IsTime = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) => inUtc(value)),
    ValidateBy({
      name: 'isTime',
      validator: {
        validate: (value) => typeof value === 'string' && readIsoTime(value) !== null,
        defaultMessage: (about) => `${about?.property} must be a time such as 2026-11-21T12:00:00Z`,
      },
    }),
  );

const inUtc = (value: unknown): unknown =>
  typeof value === 'string' ? (readIsoTime(value)?.toISOString() ?? value) : value;
