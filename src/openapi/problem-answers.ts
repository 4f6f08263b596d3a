import type { OpenAPIObject } from '@nestjs/swagger';
import type { ProblemType } from '../platform/problem/problem.js';

type Responses = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>;

/** RFC 9457, with our two members. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'A refusal (RFC 9457). `type` is stable; every code is explained in docs/problems.md.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'request_id'],
  properties: {
    type: { type: 'string', description: '`/problems/<code>`' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened in this case.' },
    instance: { type: 'string', description: 'Path of the request.' },
    request_id: { type: 'string', description: 'Also in `X-Request-Id` and in the log.' },
    errors: {
      type: 'array',
      description: 'What is wrong with which member.',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: {
            type: 'string',
            description: 'RFC 6901 JSON pointer into the body; of the query or path: the parameter.',
          },
          detail: { type: 'string' },
        },
      },
    },
  },
};

/** Gathers the refusals of all operations: equal ones are described once, in `components.responses`. */
export class ProblemAnswers {
  readonly responses: Responses = {};

  /** @returns one response per status */
  of(types: ProblemType[], instance: string): Map<number, { $ref: string }> {
    const byStatus = new Map<number, ProblemType[]>();
    for (const type of new Set(types)) {
      byStatus.set(type.status, [...(byStatus.get(type.status) ?? []), type]);
    }
    return new Map([...byStatus].map(([status, same]) => [status, this.refTo(same, instance)]));
  }

  private refTo(types: ProblemType[], instance: string): { $ref: string } {
    const sorted = [...types].sort((a, b) => (a.code < b.code ? -1 : 1));
    const name = sorted.map(({ code }) => code).join('.');
    this.responses[name] ??= describe(sorted, instance) as never;
    return { $ref: `#/components/responses/${name}` };
  }
}

function describe(types: ProblemType[], instance: string): object {
  const only = {
    properties: {
      type: { enum: types.map(({ code }) => `/problems/${code}`) },
      status: { const: types[0]!.status },
    },
  };
  return {
    description: types.map(({ title }) => `${title}.`).join(' '),
    headers: headersOf(types),
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, only] },
        examples: Object.fromEntries(types.map((type) => [type.code, { value: exampleOf(type, instance) }])),
      },
    },
  };
}

function headersOf(types: ProblemType[]): object {
  const integer = { schema: { type: 'integer' } };
  const mayRetry = types.some(
    ({ retryAfterSeconds, status }) => retryAfterSeconds !== null || status === 429,
  );
  return mayRetry ? { 'Retry-After': { ...integer, description: 'Seconds.' } } : {};
}

function exampleOf({ code, title, status }: ProblemType, instance: string): object {
  const example = { type: `/problems/${code}`, title, status, detail: `${title}.`, instance };
  const errors = status === 422 ? { errors: [{ pointer: '#/limit', detail: 'limit must be a number' }] } : {};
  return { ...example, request_id: '5f0c2f0e-6a0c-4a55-9c55-0f6a6b1d7c11', ...errors };
}
