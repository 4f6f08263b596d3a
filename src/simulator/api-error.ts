/** Error names and their status (resend.com/docs/api-reference/errors). */
const STATUS = {
  validation_error: 403,
  bad_request: 400,
  invalid_idempotency_key: 400,
  missing_api_key: 401,
  invalid_api_key: 401,
  restricted_api_key: 401,
  email_above_quota: 403,
  not_found: 404,
  method_not_allowed: 405,
  concurrent_idempotent_requests: 409,
  invalid_idempotent_request: 409,
  invalid_attachment: 422,
  invalid_parameter: 422,
  missing_required_field: 422,
  unprocessable: 422,
  rate_limit_exceeded: 429,
  daily_quota_exceeded: 429,
  monthly_quota_exceeded: 429,
  application_error: 500,
  service_unavailable: 503,
} as const;

/** Names of our own, because Resend gives one name several statuses. */
const WIRE_NAME: Partial<Record<ApiErrorName, string>> = {
  bad_request: 'validation_error',
  unprocessable: 'validation_error',
};

export type ApiErrorName = keyof typeof STATUS;

/** An error as an answer; the server writes it as `{statusCode, name, message}`. */
export class ApiError extends Error {
  readonly status: number;

  constructor(
    readonly code: ApiErrorName,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = STATUS[code];
  }

  toJson(): { statusCode: number; name: string; message: string } {
    return { statusCode: this.status, name: WIRE_NAME[this.code] ?? this.code, message: this.message };
  }
}
