/**
 * Every way in which a provider's API can fail us, as a closed set: whoever calls one decides by class what becomes
 * of the mail. Messages never hold a key, a download URL or a body.
 */
export abstract class ProviderError extends Error {
  /** Stable, for logs and for the event's `last_error`. */
  abstract readonly code: string;
}

/** Worth another try: 5xx, network, timeout, an answer that is no JSON, a rate limit. */
export class TransientProviderError extends ProviderError {
  readonly code: string;
  /** How long the provider asks us to wait, milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null;
  /** True when the provider refused to look at the request yet: such a try burns no attempt. */
  readonly rateLimited: boolean;

  constructor(
    message: string,
    options: { retryAfterMs?: number | null; rateLimited?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.rateLimited = options.rateLimited ?? false;
    this.code = this.rateLimited ? 'provider_rate_limited' : 'provider_unavailable';
  }
}

/**
 * The mails that the plan grants are used up (Resend: 429 like a rate limit, under another name). Nothing is sent for a while;
 * other requests are answered as before.
 */
export class QuotaUsedUp extends TransientProviderError {
  constructor(message: string, retryAfterMs: number) {
    super(message, { rateLimited: true, retryAfterMs });
  }
}

/** No such e-mail. A webhook may be faster than the API behind it, so it is asked for again for some minutes. */
export class NotFoundYet extends ProviderError {
  readonly code = 'provider_not_found';
}

/** The mail exists and its content is held back until the plan is raised. Neither a retry nor a failure: park it. */
export class ContentWithheld extends ProviderError {
  readonly code = 'provider_content_withheld';
}

/** The API key is missing, wrong or may not read received mail: an alarm for the operator, nothing to retry. */
export class KeyNotPermitted extends ProviderError {
  readonly code: string = 'provider_key_not_permitted';
}

/** No key is configured: everything waits at the provider until somebody sets one. */
export class KeyMissing extends KeyNotPermitted {
  override readonly code = 'api_key_missing';
}

/** The same request will fail the same way. */
export class PermanentProviderError extends ProviderError {
  readonly code = 'provider_refused';
}
