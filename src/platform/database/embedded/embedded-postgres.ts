import { resolve } from 'node:path';
import { prepareCluster, requireSameMajorVersion } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { takeOwnerLock } from './owner-lock.js';
import { findRunningPostmaster, type Postmaster } from './postmaster-pid-file.js';
import { signalPostmaster, stopPostmaster } from './postmaster.js';
import { PostmasterKeeper } from './postmaster-keeper.js';
import { findProcessStart } from './process-table.js';
import { openServerHome, type ServerHome } from './server-home.js';
import { boundServerLog } from './server-log.js';
import { becameReady, serverUrl } from './server-readiness.js';
import { getServerSoftware, prepareServerSoftware } from './server-software.js';
import { startPostmaster } from './start-postmaster.js';

export interface EmbeddedPostgresOptions {
  /** DATA_DIR; the server keeps everything in its folder `postgres`. */
  dataDir: string;
  log: (message: string, fields?: object) => void;
  /** Called if a server that ended by itself could not be restarted; default: `log`. */
  warn?: (message: string, fields?: object) => void;
  /** False only in tests: nothing is forced to disk, so a power failure may lose everything. Default: true. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  /** Address of the service's database, with the password: never log it. */
  url: string;
  /** Why the server is away, in words that anyone may read; null while it runs. */
  trouble: () => string | null;
  /** Fast shutdown; resolves when the server is gone. Call it after the last connection is closed. */
  stop(): Promise<void>;
}

const LOG_CHECK_MS = 60_000;

/**
 * A private PostgreSQL server on 127.0.0.1 with its data in DATA_DIR. It runs in its own process group and only
 * `stop()` stops it, so that the service can drain first. If it ends by itself, its owner restarts it at the same
 * address; other users of the server just wait. A server that outlived a killed service is taken over as it is, with
 * the settings it was started with. A DATA_DIR has one owner process at a time.
 *
 * @throws EmbeddedPostgresError whose message tells an operator what is wrong and what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const installed = getServerSoftware();
  const home = openHome(dataDir);
  requireSameMajorVersion(home, installed);
  const release = takeOwnerLock(home.lockFile, dataDir);
  // a process that ends during its start leaves no server behind either
  const lastResort = () => {
    const running = findRunningPostmaster(home);
    if (running) signalPostmaster(running, findProcessStart(running.pid) ?? '', 'SIGINT');
    release();
  };
  process.once('exit', lastResort);
  const letGo = () => {
    process.off('exit', lastResort);
    release();
  };
  try {
    const software = prepareServerSoftware(installed, home);
    const password = prepareCluster(home, software, options.durable ?? true);
    const postmaster =
      (await adoptPostmaster(home, password, options)) ??
      (await startPostmaster(home, software, password, options));
    const keeper = new PostmasterKeeper(postmaster, {
      start: (signal) =>
        startPostmaster(home, software, password, { ...options, signal }, () =>
          Promise.resolve(postmaster.port),
        ),
      log: options.log,
      warn: options.warn ?? options.log,
    });
    return handle(keeper, home, password, letGo);
  } catch (error) {
    letGo();
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

function handle(
  keeper: PostmasterKeeper,
  home: ServerHome,
  password: string,
  letGo: () => void,
): EmbeddedPostgres {
  const logCheck = setInterval(() => boundServerLog(home), LOG_CHECK_MS).unref();
  const stop = async () => {
    clearInterval(logCheck);
    await keeper.stop();
    const running = findRunningPostmaster(home);
    if (running) await stopPostmaster(running, findProcessStart(running.pid) ?? '');
    letGo();
  };
  let stopped: Promise<void> | undefined;
  return {
    url: serverUrl(keeper.postmaster.port, password),
    trouble: () => keeper.trouble,
    stop: () => (stopped ??= stop()),
  };
}
