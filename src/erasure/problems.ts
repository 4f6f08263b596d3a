import { problemType } from '../platform/problem/problem.js';

export const ERASURE_NOT_FOUND = problemType(
  'erasure-not-found',
  404,
  'There is no such erasure',
  'No erasure has this id. `DELETE /v1/contacts/{id}` returns the id of the erasure.',
);
