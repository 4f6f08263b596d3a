import { applyDecorators } from '@nestjs/common';
import { IsOptional, ValidateBy } from 'class-validator';
import { Setting } from './setting.js';

interface Bounds {
  min: number;
  max?: number;
  /** The meaning of an unset variable, in words; the property is then null. */
  unset?: string;
}

/** A setting that is a whole number between two inclusive bounds. */
export function WholeNumber(
  variable: string,
  meaning: string,
  { min, max = Infinity, unset }: Bounds,
): PropertyDecorator {
  const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  const isInRange = (value: number) => Number.isSafeInteger(value) && value >= min && value <= max;
  return applyDecorators(
    Setting(variable, meaning, { read: Number, ...(unset !== undefined && { unset }) }),
    ...(unset === undefined ? [] : [IsOptional()]),
    ValidateBy(
      { name: 'wholeNumber', validator: { validate: isInRange } },
      { message: `must be a whole number ${range}` },
    ),
  );
}
