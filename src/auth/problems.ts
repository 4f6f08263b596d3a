import { problemType } from '../platform/problem/problem.js';

export const KEY_MISSING = problemType('key-missing', 401, 'An API key is needed');
export const KEY_INVALID = problemType('key-invalid', 401, 'The API key is not valid');
export const SCOPE_MISSING = problemType('scope-missing', 403, 'The API key lacks a scope');
export const SCOPE_NOT_YOURS = problemType('scope-not-yours', 403, 'A key cannot give what it lacks');
export const KEY_NOT_FOUND = problemType('key-not-found', 404, 'There is no such API key');
export const RATE_LIMITED = problemType('rate-limited', 429, 'Too many requests');
