import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** Documents a route that answers a `Page` of these views. */
export const ListOf = (view: Type): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(view),
    ApiOkResponse({
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

/** Documents a route that answers all there is at once. */
export const WholeListOf = (view: Type, status = 200): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(view),
    ApiResponse({
      status,
      schema: {
        type: 'object',
        required: ['object', 'data'],
        properties: {
          object: { type: 'string', enum: ['list'] },
          data: { type: 'array', items: { $ref: getSchemaPath(view) } },
        },
      },
    }),
  );
