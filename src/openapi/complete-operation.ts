import type { OpenAPIObject } from '@nestjs/swagger';
import { SCOPE_EXTENSION } from '../auth/access.js';
import { KEY_INVALID, KEY_MISSING, RATE_LIMITED, SCOPE_MISSING } from '../auth/problems.js';
import {
  IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_REUSED,
  OUTCOME_UNKNOWN,
  REQUEST_UNDER_WAY,
} from '../platform/idempotency/problems.js';
import {
  BAD_REQUEST,
  BODY_TOO_LARGE,
  BUSY,
  DATABASE_UNAVAILABLE,
  INTERNAL_ERROR,
  MEDIA_TYPE_UNSUPPORTED,
  NOT_JSON,
  VALIDATION_FAILED,
} from '../platform/problem/common-problems.js';
import { type ProblemType, problemTypes } from '../platform/problem/problem.js';
import { DEPRECATED_EXTENSION } from '../platform/http/deprecated.js';
import { VERSIONED_EXTENSION } from '../platform/http/if-match.js';
import { PROBLEMS_EXTENSION } from '../platform/problem/refuses.js';
import { addHeaders } from './answer-headers.js';
import { type ProblemAnswers } from './problem-answers.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];

/** Path and method of an operation. */
export interface Place {
  path: string;
  method: string;
}

const PRECONDITION_FAILED = 412;

const HEADER_PARAMETERS = {
  idempotencyKey: header('Idempotency-Key', 'The same key with the same body has one effect, for 24 hours.'),
  prefer: header('Prefer', '`return=minimal` answers 204 without a body.'),
  ifMatch: header('If-Match', 'An ETag: change it only while it has this version; 412 otherwise.'),
  ifNoneMatch: header('If-None-Match', 'An ETag; 304 when it is still the current one.'),
};

/** Adds to an operation what is true of all operations of its kind, so that no route has to repeat it. */
export function completeOperation(operation: Operation, place: Place, answers: ProblemAnswers): void {
  splitSummary(operation);
  operation.parameters = [
    ...(operation.parameters ?? []).map(plainParameter),
    ...extraHeaders(operation, place),
  ];
  if (isScoped(operation)) operation.security = [{ bearer: [] }];
  else delete operation.security;
  if (DEPRECATED_EXTENSION in operation) operation.deprecated = true;
  if (answersNotModified(operation, place))
    operation.responses['304'] = { description: 'Nothing has changed.' };
  if (['put', 'patch'].includes(place.method)) {
    operation.responses['204'] ??= { description: 'Done; nothing is told, as preferred.' };
  }
  addHeaders(operation, {
    isScoped: isScoped(operation),
    isRepeatable: takesIdempotencyKey(operation, place),
  });
  for (const [status, response] of answers.of(problemsOf(operation, place), place.path)) {
    operation.responses[String(status)] ??= response as never;
  }
}

function problemsOf(operation: Operation, place: Place): ProblemType[] {
  const isWrite = place.method !== 'get';
  const hasQuery = (operation.parameters ?? []).some(
    (parameter) => 'in' in parameter && parameter.in === 'query',
  );
  return [
    BAD_REQUEST,
    INTERNAL_ERROR,
    DATABASE_UNAVAILABLE,
    ...(isScoped(operation) ? [KEY_MISSING, KEY_INVALID, SCOPE_MISSING, RATE_LIMITED] : []),
    ...(isWrite ? [BUSY, NOT_JSON, BODY_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED] : []),
    ...(operation.requestBody !== undefined || hasQuery || place.path.includes('{')
      ? [VALIDATION_FAILED]
      : []),
    ...(isWrite && isScoped(operation) ? [IDEMPOTENCY_KEY_INVALID] : []),
    ...(takesIdempotencyKey(operation, place)
      ? [IDEMPOTENCY_KEY_REUSED, REQUEST_UNDER_WAY, OUTCOME_UNKNOWN]
      : []),
    ...ownProblems(operation),
  ];
}

function ownProblems(operation: Operation): ProblemType[] {
  const codes = ((operation as unknown as Record<string, unknown>)[PROBLEMS_EXTENSION] ?? []) as string[];
  return problemTypes().filter(({ code }) => codes.includes(code));
}

function extraHeaders(operation: Operation, place: Place): Parameter[] {
  const wanted: Parameter[] = [];
  if (takesIdempotencyKey(operation, place)) wanted.push(HEADER_PARAMETERS.idempotencyKey);
  if (['put', 'patch'].includes(place.method)) wanted.push(HEADER_PARAMETERS.prefer);
  if (ownProblems(operation).some(({ status }) => status === PRECONDITION_FAILED)) {
    wanted.push(HEADER_PARAMETERS.ifMatch);
  }
  if (answersNotModified(operation, place)) wanted.push(HEADER_PARAMETERS.ifNoneMatch);
  return wanted;
}

/** A file that is read while it arrives takes no key: sending it again is safe. */
function takesIdempotencyKey(operation: Operation, { method }: Place): boolean {
  const { content = {} } = (operation.requestBody ?? {}) as { content?: object };
  return method !== 'get' && isScoped(operation) && !('text/csv' in content);
}

/** One thing that is read by its id, or the only one of its kind. */
function answersNotModified(operation: Operation, { path, method }: Place): boolean {
  const isOneThing = path.includes('{') || VERSIONED_EXTENSION in operation;
  return method === 'get' && isScoped(operation) && isOneThing;
}

function isScoped(operation: Operation): boolean {
  return SCOPE_EXTENSION in operation;
}

/** A docstring's first sentence is the summary, the rest the description. */
function splitSummary(operation: Operation): void {
  const text = (operation.summary ?? '').replaceAll('\n', ' ');
  const end = /[.:;](?= [A-Z`])/.exec(text)?.index ?? text.length;
  operation.summary = text.slice(0, end).replace(/[.:;]$/, '');
  const rest = text.slice(end + 1).trim();
  if (rest !== '') operation.description = rest;
}

function plainParameter(parameter: Parameter): Parameter {
  if (!('in' in parameter)) return parameter;
  if (parameter.name === 'limit') return { ...parameter, schema: { ...parameter.schema, type: 'integer' } };
  const isId = parameter.in === 'path' && /(^|_)id$/.test(parameter.name);
  return isId ? { ...parameter, schema: { type: 'string', format: 'uuid' } } : parameter;
}

function header(name: string, description: string): Parameter {
  return { name, in: 'header', required: false, description, schema: { type: 'string' } };
}
