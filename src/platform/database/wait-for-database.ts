import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findLastingReason } from './connection-error.js';
import { IS_READ_ONLY, READ_ONLY, TAKE_ROOM } from './writable.js';

/** Pauses between tries; the last one repeats for ever. With the timeout, recovery is noticed within 2 s. */
const PAUSES_MS = [50, 100, 200, 400, 800];
const ANSWER_TIMEOUT_MS = 1_000;
/** For a database that was there before: a busy machine is not an outage. */
const PATIENCE_MS = 3_000;

/** The database answers, and will refuse us until somebody changes a setting. */
export class DatabaseRefusedError extends Error {
  override readonly name = 'DatabaseRefusedError';
}

interface Waiting {
  log: (message: string, fields?: object) => void;
  /** Called for each failed try. */
  onFailure?: (failure: Error) => void;
  signal?: AbortSignal;
}

/**
 * Resolves when the database lets us in. While it is unreachable or starting, this retries for ever and logs it once,
 * and once more when it is back.
 *
 * @throws DatabaseRefusedError if waiting cannot help: wrong password, unknown database, untrusted certificate
 * @throws the signal's reason when aborted
 */
export async function waitForDatabase(url: string, { log, onFailure, signal }: Waiting): Promise<void> {
  const since = Date.now();
  for (let failures = 0; ; failures++) {
    signal?.throwIfAborted();
    const failure = await findConnectFailure(url);
    if (failure === null) {
      if (failures > 0) log('the database is back', { ms: Date.now() - since });
      return;
    }
    const reason = findLastingReason(failure);
    if (reason !== null) throw refused(url, reason, failure);
    onFailure?.(failure);
    if (failures === 0) log('waiting for the database', { database: nameOf(url), reason: reasonOf(failure) });
    await pause(PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)]!, signal);
  }
}

/**
 * Checks whether the database lets us in and can store something.
 *
 * @returns why not, for a log; null if it can
 */
export async function whyAway(url: string): Promise<string | null> {
  const failure = await findConnectFailure(url, { look: findWriteFailure, timeoutMs: PATIENCE_MS });
  return failure && (findLastingReason(failure) ?? reasonOf(failure));
}

async function findWriteFailure(client: Client): Promise<void> {
  const { rows } = await client.query<{ is_read_only: boolean }>(IS_READ_ONLY);
  if (rows[0]!.is_read_only) throw new Error(READ_ONLY);
  await client.query(`BEGIN; SET LOCAL work_mem = '64kB'; ${TAKE_ROOM}; COMMIT`);
}

async function findConnectFailure(
  url: string,
  {
    look = (client) => client.query('SELECT 1'),
    timeoutMs = ANSWER_TIMEOUT_MS,
  }: { look?: (client: Client) => Promise<unknown>; timeoutMs?: number } = {},
): Promise<Error | null> {
  let client: Client | undefined;
  try {
    client = new Client({
      connectionString: url,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    });
    client.on('error', () => undefined); // the same failure rejects connect() or query() below
    await client.connect();
    await look(client);
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    void client?.end().catch(() => undefined); // a connection that was never made cannot be ended
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted(); // the caller's reason, not the timer's AbortError
    throw error;
  }
}

const refused = (url: string, reason: string, cause: Error): DatabaseRefusedError =>
  new DatabaseRefusedError(`The database ${nameOf(url)} refuses us: ${reason} (${cause.message}).`, {
    cause,
  });

/** The database as named in logs, without the password. */
export function nameOf(url: string): string {
  if (!URL.canParse(url)) return '(DATABASE_URL is not a URL)';
  const { username, host, port, pathname, searchParams } = new URL(url);
  const folder = searchParams.get('host');
  const socketPort = searchParams.get('port') ?? port;
  const place = folder === null ? host : [folder, socketPort].filter((part) => part !== '').join(':');
  return `${username}@${place}${pathname}`;
}

/** If a name has two addresses, the failure is an AggregateError, whose own message is empty. */
const reasonOf = (failure: Error): string =>
  failure.message || (failure as NodeJS.ErrnoException).code || failure.name;
