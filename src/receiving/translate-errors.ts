import { HandlingError, Parked, RetryLater, Unprocessable } from '../inbox/inbox-errors.js';
import { BLOB_MISSING, BlobMissing } from '../platform/blobs/blob-store.js';
import { isStorageUnavailable } from '../platform/blobs/storage-errors.js';
import { OutboundError } from '../platform/outbound/outbound-error.js';
import {
  ContentWithheld,
  KeyNotPermitted,
  NotFoundYet,
  ProviderError,
  TransientProviderError,
} from '../providers/provider-errors.js';

/** Pause while the provider does not yet know a mail that it has announced. */
const NOT_FOUND_PAUSE_MS = 10_000;

/** What a failed attempt means for the event: try again, wait for somebody, or give up. */
export function toHandlingError(error: unknown): unknown {
  if (error instanceof HandlingError) return error;
  if (error instanceof ProviderError) return fromProvider(error);
  if (error instanceof OutboundError) {
    const code = `download_${error.code}`;
    // the status may concern only the URL, and the next attempt asks for a fresh one
    if (error.retryable || error.code === 'http_status')
      return new RetryLater(code, error.message, null, true, { cause: error });
    return new Unprocessable(code, error.message, { cause: error });
  }
  if (isStorageUnavailable(error)) {
    return new RetryLater('storage_unavailable', error.message, null, true, { cause: error });
  }
  if (error instanceof BlobMissing)
    return new RetryLater(BLOB_MISSING, error.message, null, true, { cause: error });
  return error;
}

function fromProvider(error: ProviderError): HandlingError {
  const { code, message } = error;
  if (error instanceof TransientProviderError) {
    return new RetryLater(code, message, error.retryAfterMs, !error.rateLimited, { cause: error });
  }
  if (error instanceof NotFoundYet)
    return new RetryLater(code, message, NOT_FOUND_PAUSE_MS, true, { cause: error });
  if (error instanceof ContentWithheld || error instanceof KeyNotPermitted) {
    return new Parked(code, message, { cause: error });
  }
  return new Unprocessable(code, message, { cause: error });
}
