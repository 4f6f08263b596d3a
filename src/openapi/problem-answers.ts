import type { OpenAPIObject } from '@nestjs/swagger';
import { type ProblemType, problemUri } from '../platform/problem/problem.js';

type Responses = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>;

/** RFC 9457, with our two members. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description:
    'A refusal (RFC 9457). `type` is stable, and says at its address what it means and what to do.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'request_id'],
  properties: {
    type: { type: 'string', description: '`/problems/<code>`, relative to the request.' },
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

/** Collects the refusals of all operations. Equal ones are described once, in `components.responses`. */
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
      type: { enum: types.map(problemUri) },
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
  const mayRetry = ({ retryAfterSeconds, status }: ProblemType) =>
    retryAfterSeconds !== null || status === 429;
  const isKeys = ({ code }: ProblemType) => /^(key|scope)-(missing|invalid)$/.test(code);
  return {
    ...(types.some(mayRetry) && {
      'Retry-After': header('Seconds.', 'integer', types.every(mayRetry)),
    }),
    ...(types.some(isKeys) && {
      'WWW-Authenticate': header('What is wrong with the key (RFC 6750).', 'string', types.every(isKeys)),
    }),
    ...(types[0]!.status === 416 && {
      'Content-Range': header('How many bytes there are: `bytes */<size>`.', 'string', true),
    }),
  };
}

const header = (description: string, type: string, required: boolean) => ({
  description,
  required,
  schema: { type },
});

function exampleOf(type: ProblemType, instance: string): object {
  const { title, status } = type;
  const example = { type: problemUri(type), title, status, detail: `${title}.`, instance };
  const errors = status === 422 ? { errors: [{ pointer: '#/limit', detail: 'limit must be a number' }] } : {};
  return { ...example, request_id: '5f0c2f0e-6a0c-4a55-9c55-0f6a6b1d7c11', ...errors };
}
