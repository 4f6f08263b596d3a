/**
 * All the ways in which a provider's API can fail, as a closed set: callers decide by class what becomes of the mail.
 * Messages never contain a key, a download URL or a body.
 */
export abstract class ProviderError extends Error {
  /** Stable, for logs and for the event's `last_error`. */
  abstract readonly code: string;
}

/** Worth another try: 5xx, network failure, timeout, an answer that is not JSON, a rate limit. */
export class TransientProviderError extends ProviderError {
  readonly code: string;
  /** How long the provider asks us to wait, in milliseconds; null if it does not say. */
  readonly retryAfterMs: number | null;
  /** True if the provider put the request off without looking at it; such a try does not count as an attempt. */
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
 * The plan's mail quota is used up (Resend: 429 like a rate limit, under another name). Nothing is sent for a while;
 * other requests are answered as before.
 */
export class QuotaUsedUp extends TransientProviderError {
  constructor(message: string, retryAfterMs: number) {
    super(message, { rateLimited: true, retryAfterMs });
  }
}

/** No such e-mail. A webhook may arrive before the API knows its mail, so callers ask again for some minutes. */
export class NotFoundYet extends ProviderError {
  readonly code = 'provider_not_found';
}

/** The mail exists, but its content is withheld until the plan is raised. Neither a retry nor a failure: park it. */
export class ContentWithheld extends ProviderError {
  readonly code = 'provider_content_withheld';
}

/** The API key is missing, wrong or may not read received mail. An operator must act; a retry does not help. */
export class KeyNotPermitted extends ProviderError {
  readonly code: string = 'provider_key_not_permitted';
}

/** No key is configured. Everything waits at the provider until somebody sets one. */
export class KeyMissing extends KeyNotPermitted {
  override readonly code = 'api_key_missing';
}

/** The same request will fail the same way. */
export class PermanentProviderError extends ProviderError {
  readonly code = 'provider_refused';
}
