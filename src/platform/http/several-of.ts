import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsIn } from 'class-validator';

/**
 * For a query parameter that takes one of these values or several, separated by commas: `status=open,pending`. Generated clients
 * that give the parameter once for each value are understood too.
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
