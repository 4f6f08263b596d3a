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
  'There is no such key, or it has expired or was revoked. Get another one.',
);
export const SCOPE_MISSING = problemType(
  'scope-missing',
  403,
  'The API key lacks a scope',
  'The key is valid but may not do this: `WWW-Authenticate` names the scope that is needed.',
);
export const SCOPE_NOT_YOURS = problemType(
  'scope-not-yours',
  403,
  'A key cannot grant a scope it lacks',
  'You cannot give another key or a webhook a right that your own key lacks. `detail` names it.',
);
export const KEY_NOT_FOUND = problemType(
  'key-not-found',
  404,
  'There is no such API key',
  'It was revoked, or never existed.',
);
export const RATE_LIMITED = problemType(
  'rate-limited',
  429,
  'Too many requests',
  'The key has sent more requests than it may, or this address has sent too many wrong keys. Wait as long as `Retry-After` says; `RateLimit` shows what is left.',
);
