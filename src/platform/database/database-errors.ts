import { isNativeError } from 'node:util/types';

const CONNECTION_CODES = new Set(['ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What the system was asked for when no connection came about, for whatever reason: a socket's file is not there, say. */
const CONNECTING = new Set<unknown>(['connect', 'getaddrinfo']);

/**
 * PostgreSQL classes 08 (connection), 28 (it does not let us in), 53 (resources), 57P0x (shutdown, crash, starting), 25006
 * (read-only), 3D000 (there is no such database).
 */
const SERVER_STATES = /^(08|28|53|57P0)|^(25006|3D000)$/;

/** pg's own words when a connection goes away or cannot be had: they come without a code. */
const CONNECTION_WORDS =
  /connection terminated|connection timeout|timeout expired|query read timeout|timeout exceeded when trying to connect|connection ended|not queryable/i;

/**
 * Whether the fault lies in reaching the database, so that the same work may succeed a moment later.
 *
 * Whatever has a cause was put into words by somebody who knew what could not be reached, such as an object store: it is
 * taken at them. What pg and TypeORM reject with has all of this itself.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const code = codeOf(error);
  if (code !== null && (CONNECTION_CODES.has(code) || SERVER_STATES.test(code))) return true;
  if (CONNECTING.has((error as NodeJS.ErrnoException).syscall)) return true;
  if (CONNECTION_WORDS.test(error.message)) return true;
  return 'errors' in error && [error.errors].flat().some(isDatabaseUnavailable);
}

/** The same of whatever led to the error: others are told by their own words that the database kept them from their work. */
export function comesOfDatabase(error: unknown): boolean {
  return isDatabaseUnavailable(error) || (isNativeError(error) && comesOfDatabase(error.cause));
}

/** What the server itself has refused to do: it has no room or no memory left (53100, 53200), or is read-only (25006). */
const REFUSED_STATES = /^53[12]|^25006$/;

/**
 * Whether a database that is unavailable may have carried out what it was told. A connection that went away leaves that open,
 * and of one that could not be had nobody knows what was told to another one before.
 */
export function mayHaveHadEffect(error: unknown): boolean {
  return isDatabaseUnavailable(error) && !REFUSED_STATES.test(codeOf(error) ?? '');
}

/** Serialization failure, deadlock, and a lock that was not had in time: the transaction may be run again as it is. */
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
