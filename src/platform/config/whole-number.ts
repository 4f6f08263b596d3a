import { applyDecorators } from '@nestjs/common';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Setting } from './setting.js';

interface Bounds {
  min: number;
  max?: number;
  /** What an unset variable means, in words; the property is then null. */
  unset?: string;
}

/** A setting that is a whole number between two bounds, both allowed. */
export function WholeNumber(
  variable: string,
  meaning: string,
  { min, max = Number.MAX_SAFE_INTEGER, unset }: Bounds,
): PropertyDecorator {
  return applyDecorators(
    Setting(variable, meaning, { read: Number, ...(unset !== undefined && { unset }) }),
    ...(unset === undefined ? [] : [IsOptional()]),
    IsInt(),
    Min(min),
    Max(max),
  );
}
