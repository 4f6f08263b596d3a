import { problemType } from '../platform/problem/problem.js';

export const SOURCE_UNKNOWN = problemType('source-unknown', 404, 'There is no such webhook source');
export const SOURCE_NOT_CONFIGURED = problemType(
  'source-not-configured',
  503,
  'The webhook source has no secret',
  {
    retryAfterSeconds: 300,
  },
);
export const SIGNATURE_INVALID = problemType('signature-invalid', 401, 'The webhook signature is not valid');
export const SOURCE_ADDRESS_REFUSED = problemType(
  'source-address-refused',
  403,
  'The sender address is not allowed',
);
