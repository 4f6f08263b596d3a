import { isNativeError } from 'node:util/types';

const CONNECTION_CODES = new Set(['ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH']);

/** System calls that fail if no connection can be opened, whatever the reason, such as a missing socket file. */
const CONNECTING = new Set<unknown>(['connect', 'getaddrinfo']);

/**
 * PostgreSQL classes 08 (connection), 28 (login refused), 53 (resources), 57P0x (shutdown, crash, starting), 25006
 * (read-only), 3D000 (no such database).
 */
const SERVER_STATES = /^(08|28|53|57P0)|^(25006|3D000)$/;

/** pg's messages, without a code, when a connection is lost or cannot be opened. */
const CONNECTION_WORDS =
  /connection terminated|connection timeout|timeout expired|query read timeout|timeout exceeded when trying to connect|connection ended|not queryable/i;

/**
 * Whether an error means that the database is unavailable, so that the same work may succeed a moment later.
 *
 * Its `cause` is not looked at: whoever wrapped an error knew what could not be reached, such as an object store. The
 * errors of pg and TypeORM have all of this themselves.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const code = codeOf(error);
  if (code !== null && (CONNECTION_CODES.has(code) || SERVER_STATES.test(code))) return true;
  if (CONNECTING.has((error as NodeJS.ErrnoException).syscall)) return true;
  if (CONNECTION_WORDS.test(error.message)) return true;
  return 'errors' in error && [error.errors].flat().some(isDatabaseUnavailable);
}

/** The same for the error or any of its causes: other code reports in its own words that the database failed. */
export function comesOfDatabase(error: unknown): boolean {
  return isDatabaseUnavailable(error) || (isNativeError(error) && comesOfDatabase(error.cause));
}

/** The server itself refused: it has no disk space or memory left (53100, 53200), or is read-only (25006). */
const REFUSED_STATES = /^53[12]|^25006$/;

/**
 * Whether an unavailable database may have carried out what it was told. A lost connection leaves that open. So does
 * one that could not be opened: an earlier connection may have done part of the work.
 */
export function mayHaveHadEffect(error: unknown): boolean {
  return isDatabaseUnavailable(error) && !REFUSED_STATES.test(codeOf(error) ?? '');
}

/** Serialization failure, deadlock, lock timeout: the same transaction may be run again. */
const CONFLICT_STATES = new Set(['40001', '40P01', '55P03']);

export function isConflictOfTransactions(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && CONFLICT_STATES.has(code);
}

function codeOf(error: unknown): string | null {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  if (typeof code === 'string') return code;
  return typeof driverError?.code === 'string' ? driverError.code : null;
}
