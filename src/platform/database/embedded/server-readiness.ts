import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findLastingReason } from '../connection-error.js';
import { SERVICE_NAME } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { saysReady, type Postmaster } from './postmaster-pid-file.js';
import { findProcessStart } from './process-table.js';
import type { ServerHome } from './server-home.js';

const LOOK_EVERY_MS = 25;
const CONNECT_TIMEOUT_MS = 5_000;
/** Recovery after a crash may take minutes: log it now and then. */
const SAY_EVERY_MS = 10_000;

/**
 * Overrides the operator's PGSSLMODE and PGOPTIONS, which are for another server and which pg uses if an address does
 * not mention them: no TLS, and a setting that the server has anyway.
 */
const OF_ITS_OWN = 'sslmode=disable&options=-c%20jit%3Doff';

/** Address of one of the cluster's databases. */
export const serverUrl = (port: number, password: string, database: string = SERVICE_NAME): string =>
  `postgres://${SERVICE_NAME}:${password}@127.0.0.1:${port}/${database}?${OF_ITS_OWN}`;

/**
 * Waits, as long as the process lives, until the server accepts the service's password; then creates the service's
 * database if missing. False: the process ended first.
 *
 * @throws EmbeddedPostgresError if the server refuses the password
 * @throws the signal's reason when aborted
 */
export async function becameReady(
  postmaster: Postmaster,
  home: ServerHome,
  password: string,
  log: (message: string, fields?: object) => void,
  signal?: AbortSignal,
): Promise<boolean> {
  const { pid, port } = postmaster;
  const start = findProcessStart(pid);
  let sayAt = Date.now() + SAY_EVERY_MS;
  for (; start !== null && findProcessStart(pid) === start; await sleep(LOOK_EVERY_MS)) {
    signal?.throwIfAborted();
    const failure = saysReady(home, postmaster) ? await openDatabase(port, password) : new Error('starting');
    if (failure === null) return true;
    if (findLastingReason(failure) !== null) throw notOurs(pid, home, failure);
    if (Date.now() < sayAt) continue;
    sayAt = Date.now() + SAY_EVERY_MS;
    log('embedded PostgreSQL is still starting', { pid, reason: failure.message });
  }
  return false;
}

const notOurs = (pid: number, home: ServerHome, cause: Error): EmbeddedPostgresError =>
  new EmbeddedPostgresError(
    `The server that runs on ${home.dataDirectory} (process ${pid}) does not accept the password in ${home.passwordFile}.`,
    { cause },
  );

async function openDatabase(port: number, password: string): Promise<Error | null> {
  const client = new Client({
    connectionString: serverUrl(port, password, 'postgres'),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined); // the same failure rejects connect() or query() below
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [SERVICE_NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${SERVICE_NAME}`);
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => undefined); // a connection that was never made cannot be ended
  }
}
