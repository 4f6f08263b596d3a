import { readLine, readObject } from '../json.js';
import {
  ContentWithheld,
  KeyNotPermitted,
  NotFoundYet,
  PermanentProviderError,
  type ProviderError,
  QuotaUsedUp,
  TransientProviderError,
} from '../provider-errors.js';

/** Wait after a 429 that gives no time: Resend counts in windows of one second. */
const DEFAULT_RATE_LIMIT_WAIT_MS = 1000;

/** Wait after a used-up daily or monthly quota, which ends at midnight UTC at the earliest. */
const QUOTA_WAIT_MS = 15 * 60 * 1000;

/** Longest wait accepted from a header; more would look like a lost mail. */
const MAX_RETRY_AFTER_MS = 60 * 60 * 1000;

/** What the SDK reports about a failed call. */
export interface FailedAnswer {
  /** Resend's error body, or the SDK's substitute for one. */
  error: unknown;
  /** Null if there was no answer, or none that the SDK could read. */
  headers: Readonly<Record<string, string>> | null;
}

type ErrorClass = 'rate' | 'quota' | 'transient' | 'withheld' | 'missing' | 'key' | 'permanent';

/** Resend's error names (https://resend.com/docs/api-reference/errors) that say more than the status. */
const BY_NAME: Readonly<Record<string, ErrorClass>> = {
  rate_limit_exceeded: 'rate',
  daily_quota_exceeded: 'quota',
  monthly_quota_exceeded: 'quota',
  email_above_quota: 'withheld',
  not_found: 'missing',
  missing_api_key: 'key',
  restricted_api_key: 'key',
  invalid_api_key: 'key',
  suspended_api_key: 'key',
  invalid_permission: 'key',
  concurrent_idempotent_requests: 'transient',
  resource_locked: 'transient',
  application_error: 'transient',
  internal_server_error: 'transient',
  service_unavailable: 'transient',
};

/**
 * Turns the SDK's `{error, headers}` into one of our errors.
 *
 * The SDK takes the status from the body. It reports a dead connection, an abort and a 200 that is not JSON alike
 * (`application_error`, status null). All of these may pass, so they are transient.
 */
export function toProviderError({ error, headers }: FailedAnswer, isTimeout: boolean): ProviderError {
  const body = readObject(error);
  const name = readLine(body.name) ?? 'unnamed_error';
  const status = typeof body.statusCode === 'number' ? body.statusCode : null;
  const text = readLine(body.message) ?? '';
  const message = isTimeout ? 'Resend did not answer in time' : tell(status, name, headers);
  switch (classify(name, status, text)) {
    case 'rate':
      return new TransientProviderError(message, {
        rateLimited: true,
        retryAfterMs: readRetryAfterMs(headers) ?? DEFAULT_RATE_LIMIT_WAIT_MS,
      });
    case 'quota':
      return new QuotaUsedUp(message, QUOTA_WAIT_MS);
    case 'transient':
      return new TransientProviderError(message, { retryAfterMs: readRetryAfterMs(headers) });
    case 'withheld':
      return new ContentWithheld(message);
    case 'missing':
      return new NotFoundYet(message);
    case 'key':
      return new KeyNotPermitted(`${message}; RESEND_API_KEY must be a key with full access`);
    case 'permanent':
      return new PermanentProviderError(message);
  }
}

/** The SDK does not say why it has no answer; it uses one of Resend's error names. */
function tell(status: number | null, name: string, headers: FailedAnswer['headers']): string {
  if (status === null && headers === null)
    return 'The connection to Resend failed, or something else answers there';
  return `Resend answered ${status ?? 'without a status'}: ${name}`;
}

/** Resend has answered a wrong key with 400 and 403 under a general name; only the text mentions the key. */
function classify(name: string, status: number | null, text: string): ErrorClass {
  const byName = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  if (byName !== undefined) return byName;
  if (status === null || status >= 500 || status === 408 || status === 409 || status === 425)
    return 'transient';
  if (status === 429) return 'rate';
  if (status === 404) return 'missing';
  if (status === 401 || ((status === 400 || status === 403) && /\bapi key\b/i.test(text))) return 'key';
  return 'permanent';
}

/** `retry-after` in seconds (RFC 9110 §10.2.3); Resend sends no dates. */
function readRetryAfterMs(headers: FailedAnswer['headers']): number | null {
  const seconds = headers?.['retry-after'];
  if (seconds === undefined || !/^\d{1,9}$/.test(seconds)) return null;
  return Math.min(Number(seconds) * 1000, MAX_RETRY_AFTER_MS);
}
