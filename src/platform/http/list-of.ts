import { applyDecorators, HttpStatus, type Type, UseInterceptors } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { OwnCursors } from './own-cursors.js';

/** For a route that answers with a `Page` of these views: documents it, and binds its cursors to it. */
export const ListOf = (view: Type): MethodDecorator =>
  applyDecorators(UseInterceptors(OwnCursors), WholeListOf(view));

/** For a list that is always answered in one page and takes no cursor. */
export const WholeListOf = (view: Type, status: number = HttpStatus.OK): MethodDecorator =>
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
