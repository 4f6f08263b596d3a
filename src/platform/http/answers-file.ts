import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';

const always = (description: string) => ({
  description,
  required: true,
  schema: { type: 'string' as const },
});

/** Documents a route that answers with bytes, or one range of them (RFC 9110 §14). */
export const AnswersFile = (contentType: string): MethodDecorator => {
  const content = { [contentType]: { schema: { type: 'string', format: 'binary' } } };
  const headers = { ETag: always('Strong: the same bytes have the same.') };
  const part = { ...headers, 'Content-Range': always('Which bytes these are, of how many.') };
  return applyDecorators(
    ApiHeader({
      name: 'Range',
      required: false,
      description: 'One range, or the end (`bytes=-500`); several are answered with all of it.',
      example: 'bytes=0-1023',
    }),
    ApiHeader({
      name: 'If-Range',
      required: false,
      description: 'The ETag of the part that is there: another file is answered with all of it.',
    }),
    ApiResponse({ status: 200, description: 'All of it.', content, headers }),
    ApiResponse({ status: 206, description: 'The range that was asked for.', content, headers: part }),
  );
};

/** Documents a route that answers with text, such as CSV. */
export const AnswersText = (contentType: string): MethodDecorator =>
  ApiResponse({ status: 200, description: '', content: { [contentType]: { schema: { type: 'string' } } } });
