import type { OpenAPIObject } from '@nestjs/swagger';
import { VERSIONED_EXTENSION } from '../platform/http/if-match.js';
import { LOCATED_EXTENSION } from '../platform/http/located-at.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Headers = NonNullable<NonNullable<OpenAPIObject['components']>['headers']>;

const header = (description: string, required = false) => ({
  description,
  required,
  schema: { type: 'string' as const },
});

/** Headers of successful answers; `required` ones are always there. */
export const ANSWER_HEADERS: Headers = {
  ETag: header('For `If-Match` and `If-None-Match`.', true),
  Location: header('Path of what was made.', true),
  RateLimit: header('What is left to the key: `"<policy>";r=<requests>;t=<seconds>`.'),
  'RateLimit-Policy': header('What a key has: `"<policy>";q=<requests>;w=<seconds>`.'),
  'Idempotent-Replayed': header(
    '`true` when the answer is that of an earlier request with this `Idempotency-Key`.',
  ),
};

/** Adds the headers that the answers of an operation have beside those that its route declares. */
export function addHeaders(
  operation: Operation,
  { isScoped, isRepeatable }: { isScoped: boolean; isRepeatable: boolean },
): void {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!status.startsWith('2') || response === undefined || '$ref' in response) continue;
    const names = [
      ...(VERSIONED_EXTENSION in operation ? ['ETag'] : []),
      ...(LOCATED_EXTENSION in operation && status === '201' ? ['Location'] : []),
      ...(isScoped ? ['RateLimit', 'RateLimit-Policy'] : []),
      ...(isRepeatable ? ['Idempotent-Replayed'] : []),
    ];
    const described = response.headers ?? {};
    for (const name of names) described[name] ??= { $ref: `#/components/headers/${name}` };
    if (names.length > 0) response.headers = described;
  }
}
