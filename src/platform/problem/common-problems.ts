import { problemType } from './problem.js';

/** Refusals that belong to no room. */
export const VALIDATION_FAILED = problemType(
  'validation-failed',
  422,
  'The request is not valid',
  '`errors` names each member, parameter or header that is not valid. Nothing was done; correct them and send the request again.',
);
export const NOT_JSON = problemType(
  'not-json',
  400,
  'The body is not JSON',
  'The content type says JSON, but the body is not. Nothing was done.',
);
export const BAD_REQUEST = problemType(
  'bad-request',
  400,
  'The request cannot be understood',
  'The request is not well formed, or its body is nested too deep or has too many members. `detail` says which; sending it again unchanged will not help.',
);
export const ROUTE_NOT_FOUND = problemType(
  'route-not-found',
  404,
  'There is nothing at this address',
  'No call has this path. Compare it with `/openapi.json`; paths have no trailing slash and are in lower case.',
);
export const METHOD_NOT_ALLOWED = problemType(
  'method-not-allowed',
  405,
  'The method is not allowed here',
  'The path exists, but not with this method: `Allow` lists the allowed ones.',
);
export const BODY_TOO_LARGE = problemType(
  'body-too-large',
  413,
  'The body is too large',
  '`detail` says how many bytes may be sent here. Send less, or split it into several requests.',
);
export const MEDIA_TYPE_UNSUPPORTED = problemType(
  'media-type-unsupported',
  415,
  'The content type is not supported',
  'Send `Content-Type: application/json`, unless the call names another type.',
);
export const REQUEST_TOO_SLOW = problemType(
  'request-too-slow',
  408,
  'The request took too long to arrive',
  'The whole request must arrive within a minute. Nothing was done; send it again over a better connection.',
);
export const HEADERS_TOO_LARGE = problemType(
  'headers-too-large',
  431,
  'The headers of the request are too large',
  'Path, query and headers together are too long. Leave out headers that are not needed, or use fewer filters.',
);
export const INTERNAL_ERROR = problemType(
  'internal-error',
  500,
  'Something failed on our side',
  'The fault is ours. It is not known whether anything was done: read before you write again, or send an `Idempotency-Key`. The log has the reason under the `request_id`.',
);
export const DATABASE_UNAVAILABLE = problemType(
  'database-unavailable',
  503,
  'The database is not available',
  'It cannot be reached, is overloaded, or its disk is full; the log says which. Wait as long as `Retry-After` says, then send a read or a webhook again unchanged. If `detail` says that a write may have taken effect, read before you send it again; with the same `Idempotency-Key` it is never carried out twice.',
  {
    retryAfterSeconds: 5,
  },
);
/** Two requests changed the same rows at once, and this one waited too long, or each waited for the other. */
export const BUSY = problemType(
  'busy',
  503,
  'The data is being changed by somebody else',
  'Another request held the same rows for too long, or the two waited for each other. Nothing was stored; send it again.',
  { retryAfterSeconds: 1 },
);
/** A full disk, or a store that does not answer: it passes, or somebody repairs it. */
export const STORAGE_UNAVAILABLE = problemType(
  'storage-unavailable',
  503,
  'Mail cannot be stored or read',
  'A disk is full, or the store does not answer or lacks the bytes. Try again later; the operator finds the reason in the log and at `/health/ready`.',
  {
    retryAfterSeconds: 30,
  },
);
