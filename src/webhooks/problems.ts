import { problemType } from '../platform/problem/problem.js';

export const SOURCE_UNKNOWN = problemType(
  'source-unknown',
  404,
  'There is no such webhook source',
  'Webhooks are accepted at `/webhooks/<source>`, where the source is a provider that this service knows.',
);
export const SOURCE_NOT_CONFIGURED = problemType(
  'source-not-configured',
  503,
  'The webhook source has no secret',
  "Set the provider's signing secret and restart. The provider tries again until then; nothing is lost.",
  {
    retryAfterSeconds: 300,
  },
);
export const SIGNATURE_INVALID = problemType(
  'signature-invalid',
  401,
  'The webhook signature is not valid',
  "Nothing was stored. The secret is not the provider's, the body was changed on its way, or a clock is off; `detail` says which if that is known.",
);
export const SOURCE_ADDRESS_REFUSED = problemType(
  'source-address-refused',
  403,
  'The sender address is not allowed',
  '`WEBHOOK_SOURCE_CIDRS` does not list the address that the webhook came from. Behind a proxy, `TRUST_PROXY` must be set.',
);
