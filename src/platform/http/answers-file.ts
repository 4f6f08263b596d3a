import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';

/** Documents a route that answers bytes, or one range of them (RFC 9110 §14). */
export const AnswersFile = (contentType: string): MethodDecorator => {
  const content = { [contentType]: { schema: { type: 'string', format: 'binary' } } };
  return applyDecorators(
    ApiHeader({ name: 'Range', required: false, example: 'bytes=0-1023' }),
    ApiResponse({ status: 200, description: 'All of it.', content }),
    ApiResponse({ status: 206, description: 'The range that was asked for.', content }),
  );
};

/** Documents a route that answers text, such as CSV. */
export const AnswersText = (contentType: string): MethodDecorator =>
  ApiResponse({ status: 200, description: '', content: { [contentType]: { schema: { type: 'string' } } } });
