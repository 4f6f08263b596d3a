import { problemType } from '../platform/problem/problem.js';

export const KEY_MISSING = problemType(
  'key-missing',
  401,
  'An API key is needed',
  'Send `Authorization: Bearer <api key>`.',
);
export const KEY_INVALID = problemType(
  'key-invalid',
  401,
  'The API key is not valid',
  'There is no such key, it has expired, or it was revoked. Get another one.',
);
export const SCOPE_MISSING = problemType(
  'scope-missing',
  403,
  'The API key lacks a scope',
  'The key is valid and may not do this: `WWW-Authenticate` names the scope that is needed.',
);
export const SCOPE_NOT_YOURS = problemType(
  'scope-not-yours',
  403,
  'A key cannot give what it lacks',
  'Nobody can give a right that their own key lacks, to another key or to a webhook. `detail` names it.',
);
export const KEY_NOT_FOUND = problemType(
  'key-not-found',
  404,
  'There is no such API key',
  'It was revoked, or never made.',
);
export const RATE_LIMITED = problemType(
  'rate-limited',
  429,
  'Too many requests',
  'The key makes more requests than it may, or too many keys from this address were wrong. Wait as long as `Retry-After` says; `RateLimit` tells what is left.',
);
