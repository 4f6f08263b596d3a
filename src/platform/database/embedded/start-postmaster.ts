import { statfsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { getFreePort } from './free-port.js';
import { removeMisleadingPidFile, type Postmaster } from './postmaster-pid-file.js';
import { spawnPostmaster, stopPostmaster } from './postmaster.js';
import { findProcessStart } from './process-table.js';
import type { ServerHome } from './server-home.js';
import { serverLogBytes, serverLogTail } from './server-log.js';
import { becameReady } from './server-readiness.js';
import { serverSettings } from './server-settings.js';
import type { ServerSoftware } from './server-software.js';

/** A try fails only if another program took the free port in between. */
const MAX_PORT_TRIES = 5;
/** With the pause, 10 s: the time the backends of a killed server may keep using its shared memory. */
const MAX_LEFTOVER_TRIES = 100;
const LEFTOVER_PAUSE_MS = 100;

/** A server that cannot create another WAL segment does not start. */
const WAL_SEGMENT_BYTES = 16 * 1024 * 1024;

const PORT_TAKEN = /could not bind|Address already in use|could not create any TCP\/IP sockets/;
const LEFTOVER = /pre-existing shared memory block/;

interface StartOptions {
  log: (message: string, fields?: object) => void;
  durable?: boolean;
  settings?: Record<string, string | number>;
  /** When aborted, the start is given up and no server is left behind. */
  signal?: AbortSignal;
}

/**
 * Starts the server and waits until it lets the service in, after a crash until it has recovered. If the port is taken,
 * another try uses another port from `nextPort`.
 *
 * @throws EmbeddedPostgresError with the last lines of the server's log
 * @throws the signal's reason when aborted
 */
export async function startPostmaster(
  home: ServerHome,
  software: ServerSoftware,
  password: string,
  { log, durable = true, settings, signal }: StartOptions,
  nextPort: () => Promise<number> = getFreePort,
): Promise<Postmaster> {
  const since = Date.now();
  await removeMisleadingPidFile(home);
  for (let portTries = 1, leftoverTries = 1; ;) {
    const logStart = serverLogBytes(home);
    const postmaster = await spawnPostmaster(
      home,
      software,
      await nextPort(),
      serverSettings(durable, settings),
    );
    if (await becameReadyOrStops(postmaster, home, password, { log, signal })) {
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
      throw new EmbeddedPostgresError(`The server did not start; its log is ${home.logFile}.`, {
        output: [output, ...wantOfRoom(home)].join('\n'),
      });
    await sleep(LEFTOVER_PAUSE_MS, undefined, { signal });
  }
}

/** Stands in for the server's own message: on a full disk it has no room for its log either. */
function wantOfRoom({ directory }: ServerHome): string[] {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize < WAL_SEGMENT_BYTES
    ? [`${bavail * bsize} bytes are free: No space left on device`]
    : [];
}

/** A server that we started and cannot use must not stay behind. */
async function becameReadyOrStops(
  postmaster: Postmaster,
  home: ServerHome,
  password: string,
  { log, signal }: StartOptions,
): Promise<boolean> {
  const start = findProcessStart(postmaster.pid);
  try {
    return await becameReady(postmaster, home, password, log, signal);
  } catch (error) {
    if (start !== null) await stopPostmaster(postmaster, start);
    throw error;
  }
}
