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

/** Whether the fault lies in reaching the database, so that the same work may succeed a moment later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let current: unknown = error; isNativeError(current); current = current.cause) {
    const code = codeOf(current);
    if (code !== null && (CONNECTION_CODES.has(code) || SERVER_STATES.test(code))) return true;
    if (CONNECTING.has((current as NodeJS.ErrnoException).syscall)) return true;
    if (CONNECTION_WORDS.test(current.message)) return true;
    if ('errors' in current && [current.errors].flat().some(isDatabaseUnavailable)) return true;
  }
  return false;
}

/** The server ended the connection (57P01, 57P02), or it broke off (08003, 08006, 08007). */
const LOST_STATES = /^(08(003|006|007)|57P0[12])$/;
const LOST_CODES = new Set(['ECONNRESET', 'EPIPE']);
const LOST_WORDS = /connection terminated|connection ended|not queryable/i;

/**
 * Whether a connection went away that was in use: then nobody knows whether the database carried out what it was told last. One
 * that could not be had has told it nothing.
 */
export function isConnectionLost(error: unknown): boolean {
  for (let current: unknown = error; isNativeError(current); current = current.cause) {
    const code = codeOf(current);
    if (code !== null && (LOST_CODES.has(code) || LOST_STATES.test(code))) return true;
    if (LOST_WORDS.test(current.message)) return true;
  }
  return false;
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
