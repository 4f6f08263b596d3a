/**
 * Why an outbound call failed. Stable codes, each with whether a retry can help.
 *
 * - `url_refused`, `address_refused`: the guard refused before any connection
 * - `redirect_refused`: a 3xx answer; following it would bypass the guard
 * - `encoding_refused`: the answer is compressed although we asked for identity
 * - `http_status`: 4xx or 5xx, see `status`
 * - `too_large`: more bytes than `maxBytes`
 * - `truncated`: the connection ended before the announced end
 * - `timeout`: no connection, silence, or too long in total
 * - `network`: DNS, TCP or TLS
 */
const RETRYABLE = {
  url_refused: false,
  address_refused: false,
  redirect_refused: false,
  encoding_refused: false,
  http_status: false,
  too_large: false,
  truncated: true,
  timeout: true,
  network: true,
} as const;

export type OutboundErrorCode = keyof typeof RETRYABLE;

/** Statuses that may differ the next time (RFC 9110 §15, RFC 6585 §4), as may every 5xx. */
const RETRYABLE_STATUSES = [408, 425, 429];

/** Safe to log and to store: the message names at most the origin, never path or query (signed URLs are secrets). */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly retryable: boolean;
  /** The answer's status with `http_status` and `redirect_refused`, otherwise null. */
  readonly status: number | null;

  constructor(
    readonly code: OutboundErrorCode,
    message: string,
    { status = null, ...options }: ErrorOptions & { status?: number | null } = {},
  ) {
    super(message, options);
    this.status = status;
    this.retryable =
      code === 'http_status' && status !== null
        ? status >= 500 || RETRYABLE_STATUSES.includes(status)
        : RETRYABLE[code];
  }
}

/**
 * Node.js's code for the cause, such as `ENOTFOUND`, `ECONNREFUSED` or `CERT_HAS_EXPIRED`, in parentheses; or empty.
 */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
}
