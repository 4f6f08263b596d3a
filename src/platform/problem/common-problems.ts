import { problemType } from './problem.js';

/** Refusals that belong to no room. */
export const VALIDATION_FAILED = problemType('validation-failed', 422, 'The request does not validate');
export const NOT_JSON = problemType('not-json', 400, 'The body is not JSON');
export const BAD_REQUEST = problemType('bad-request', 400, 'The request cannot be understood');
export const ROUTE_NOT_FOUND = problemType('route-not-found', 404, 'There is nothing at this address');
export const METHOD_NOT_ALLOWED = problemType('method-not-allowed', 405, 'The method is not allowed here');
export const BODY_TOO_LARGE = problemType('body-too-large', 413, 'The body is too large');
export const MEDIA_TYPE_UNSUPPORTED = problemType(
  'media-type-unsupported',
  415,
  'The content type is not supported',
);
export const REQUEST_TOO_SLOW = problemType('request-too-slow', 408, 'The request took too long to arrive');
export const HEADERS_TOO_LARGE = problemType(
  'headers-too-large',
  431,
  'The head of the request is too large',
);
export const INTERNAL_ERROR = problemType('internal-error', 500, 'Something failed on our side');
export const DATABASE_UNAVAILABLE = problemType(
  'database-unavailable',
  503,
  'The database cannot be reached',
  {
    retryAfterSeconds: 5,
  },
);
/** Two requests changed the same rows at once, and this one waited for too long, or each for the other. */
export const BUSY = problemType('busy', 503, 'Somebody else is changing the same', { retryAfterSeconds: 1 });
/** A full disk, a store that does not answer: it passes, or somebody mends it. */
export const STORAGE_UNAVAILABLE = problemType('storage-unavailable', 503, 'Mail cannot be kept or read', {
  retryAfterSeconds: 30,
});
