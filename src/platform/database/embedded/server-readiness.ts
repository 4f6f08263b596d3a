import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findLastingReason } from '../connection-error.js';
import { SERVICE_NAME } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Postmaster } from './postmaster.js';
import { findProcessStart } from './process-table.js';
import type { ServerHome } from './server-home.js';

const LOOK_EVERY_MS = 25;
const CONNECT_TIMEOUT_MS = 5_000;
/** Recovery after a crash may take minutes: say so now and then. */
const SAY_EVERY_MS = 10_000;
/** A refusal counts only when the server is still there a while later: until then another's server may answer. */
const MAX_REFUSALS = 40;

/** Address of one of the cluster's databases. */
export const serverUrl = (port: number, password: string, database: string = SERVICE_NAME): string =>
  `postgres://${SERVICE_NAME}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Waits, without limit while the process lives, until the server accepts the service's password and proves to serve
 * this home; then makes the service's database when it is missing. False: the process ended first.
 */
export async function becameReady(
  { pid, port }: Postmaster,
  home: ServerHome,
  password: string,
  log: (message: string, fields?: object) => void,
): Promise<boolean> {
  const start = findProcessStart(pid);
  let sayAt = Date.now() + SAY_EVERY_MS;
  for (let refusals = 0; start !== null; await sleep(LOOK_EVERY_MS)) {
    const failure = await openDatabase(port, home, password);
    if (findProcessStart(pid) !== start) return false;
    if (failure === null) return true;
    if (findLastingReason(failure) !== null && ++refusals > MAX_REFUSALS) throw notOurs(pid, home, failure);
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

async function openDatabase(port: number, home: ServerHome, password: string): Promise<Error | null> {
  const client = new Client({
    connectionString: serverUrl(port, password, 'postgres'),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined); // the same failure rejects connect() or query() below
  try {
    await client.connect();
    const { rows } = await client.query<{ directory: string; exists: boolean }>(
      `SELECT current_setting('data_directory') AS directory,
              EXISTS (SELECT FROM pg_database WHERE datname = $1) AS exists`,
      [SERVICE_NAME],
    );
    if (rows[0]?.directory !== home.dataDirectory) return new Error(`port ${port} belongs to another server`);
    if (!rows[0].exists) await client.query(`CREATE DATABASE ${SERVICE_NAME}`);
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => undefined); // a connection that never was cannot be ended
  }
}
