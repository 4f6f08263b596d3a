import { resolve } from 'node:path';
import { prepareCluster, requireSameMajorVersion } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { getFreePort } from './free-port.js';
import { takeOwnerLock } from './owner-lock.js';
import {
  findRunningPostmaster,
  signalPostmaster,
  spawnPostmaster,
  stopPostmaster,
  type Postmaster,
} from './postmaster.js';
import { findProcessStart } from './process-table.js';
import { openServerHome, type ServerHome } from './server-home.js';
import { boundServerLog, serverLogBytes, serverLogTail } from './server-log.js';
import { becameReady, serverUrl } from './server-readiness.js';
import { getServerSoftware, prepareServerSoftware, type ServerSoftware } from './server-software.js';
import { serverSettings } from './server-settings.js';

export interface EmbeddedPostgresOptions {
  /** DATA_DIR; the server keeps everything in its folder `postgres`. */
  dataDir: string;
  log: (message: string, fields?: object) => void;
  /** False for tests only: nothing is forced to the disk, a power cut may lose everything. Default true. */
  durable?: boolean;
  /** PostgreSQL settings over ours, as in postgresql.conf. */
  settings?: Record<string, string | number>;
}

export interface EmbeddedPostgres {
  /** Address of the service's database, with the password: never log it. */
  url: string;
  port: number;
  /** Fast shutdown; resolves when the server is gone. Call it after the last connection is closed. */
  stop(): Promise<void>;
}

/** Each try fails only when another program took the free port in between. */
const MAX_PORT_TRIES = 5;
/** How long the backends of a killed server may hold its shared memory before a new one can start. */
const MAX_LEFTOVER_TRIES = 100;
const LEFTOVER_PAUSE_MS = 100;
const LOG_CHECK_MS = 60_000;

const PORT_TAKEN = /could not bind|Address already in use|could not create any TCP\/IP sockets/;
const LEFTOVER = /pre-existing shared memory block/;

/**
 * A private PostgreSQL server on 127.0.0.1 whose data lies in DATA_DIR. It runs in a process group of its own and is
 * stopped by `stop()` alone, so that the service can drain first. A server that outlived a killed service is taken
 * over as it is, with the settings it was started with. One process owns a DATA_DIR at a time.
 *
 * @throws EmbeddedPostgresError whose message tells an operator what is wrong and what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const installed = getServerSoftware();
  const home = openHome(dataDir);
  requireSameMajorVersion(home, installed);
  const release = takeOwnerLock(home.lockFile, dataDir);
  try {
    const software = prepareServerSoftware(installed, home);
    const password = prepareCluster(home, software, options.durable ?? true);
    const postmaster =
      (await adoptPostmaster(home, password, options)) ??
      (await startPostmaster(home, software, password, options));
    return handle(postmaster, home, password, release);
  } catch (error) {
    release();
    throw error instanceof EmbeddedPostgresError
      ? error
      : new EmbeddedPostgresError('The embedded PostgreSQL could not be started.', { cause: error });
  }
}

function openHome(dataDir: string): ServerHome {
  try {
    return openServerHome(dataDir);
  } catch (cause) {
    if (cause instanceof EmbeddedPostgresError) throw cause;
    throw new EmbeddedPostgresError(`DATA_DIR ${dataDir} cannot be used.`, { cause });
  }
}

async function adoptPostmaster(
  home: ServerHome,
  password: string,
  { log }: EmbeddedPostgresOptions,
): Promise<Postmaster | null> {
  const running = findRunningPostmaster(home);
  if (!running || !(await becameReady(running, home, password, log))) return null;
  log('took over the embedded PostgreSQL that an earlier process left running', running);
  return running;
}

async function startPostmaster(
  home: ServerHome,
  software: ServerSoftware,
  password: string,
  { log, durable = true, settings }: EmbeddedPostgresOptions,
): Promise<Postmaster> {
  const since = Date.now();
  for (let portTries = 1, leftoverTries = 1; ;) {
    const logStart = serverLogBytes(home);
    const postmaster = await spawnPostmaster(
      home,
      software,
      await getFreePort(),
      serverSettings(durable, settings),
    );
    if (await becameReady(postmaster, home, password, log)) {
      log('embedded PostgreSQL is ready', {
        ...postmaster,
        ms: Date.now() - since,
        directory: home.directory,
      });
      return postmaster;
    }
    const output = serverLogTail(home, logStart);
    if (PORT_TAKEN.test(output) && portTries++ < MAX_PORT_TRIES) continue;
    if (!LEFTOVER.test(output) || leftoverTries++ >= MAX_LEFTOVER_TRIES)
      throw new EmbeddedPostgresError(`The server did not start; its log is ${home.logFile}.`, { output });
    await new Promise((wake) => setTimeout(wake, LEFTOVER_PAUSE_MS));
  }
}

function handle(
  postmaster: Postmaster,
  home: ServerHome,
  password: string,
  release: () => void,
): EmbeddedPostgres {
  const start = findProcessStart(postmaster.pid) ?? '';
  const logCheck = setInterval(() => boundServerLog(home), LOG_CHECK_MS).unref();
  const lastResort = () => {
    signalPostmaster(postmaster, start, 'SIGINT');
    release();
  };
  process.once('exit', lastResort);
  const stop = async () => {
    clearInterval(logCheck);
    await stopPostmaster(postmaster, start);
    process.off('exit', lastResort);
    release();
  };
  let stopped: Promise<void> | undefined;
  return {
    url: serverUrl(postmaster.port, password),
    port: postmaster.port,
    stop: () => (stopped ??= stop()),
  };
}
