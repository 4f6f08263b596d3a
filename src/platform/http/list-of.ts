import { applyDecorators, HttpStatus, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** Documents a route that answers a `Page` of these views. */
export const ListOf = (view: Type, status: number = HttpStatus.OK): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(view),
    ApiResponse({
      status,
      description: '',
      schema: {
        type: 'object',
        required: ['object', 'data', 'has_more', 'next_cursor'],
        properties: {
          object: { type: 'string', enum: ['list'] },
          data: { type: 'array', items: { $ref: getSchemaPath(view) } },
          has_more: { type: 'boolean' },
          next_cursor: { type: ['string', 'null'], description: '`cursor` of the next page.' } as never,
        },
      },
    }),
  );
