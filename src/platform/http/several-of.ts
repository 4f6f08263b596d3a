import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsIn } from 'class-validator';

/**
 * For a query parameter that takes one or more of these values, separated by commas: `status=open,pending`. Also
 * accepts the parameter repeated for each value, as generated clients send it.
 */
export const SeveralOf = (values: readonly string[]): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) => [value as unknown].flat().flatMap(items)),
    ArrayUnique(),
    IsIn(values, { each: true }),
    ApiProperty({
      type: 'array',
      items: { type: 'string', enum: [...values] },
      style: 'form',
      explode: false,
    } as never),
  );

const items = (value: unknown): unknown[] => (typeof value === 'string' ? value.split(',') : [value]);
