import { ConnectionClosedError, type createPostgresBackend } from 'bullmq';
import { isDatabaseUnavailable } from '../database/database-errors.js';
import { createBackendForSmallBulks } from './small-bulks.js';

/** A worker looks for jobs this often, in seconds, whatever it is told. BullMQ's own: an hour, after a failed wait. */
const LONGEST_WAIT_S = 5;

/** Said by BullMQ's connection when the session that listens for jobs is lost. */
const LOST = 'listenerinvalidated';

/**
 * BullMQ on PostgreSQL, for a database that comes and goes.
 *
 * It looks once whether its tables are there, before its first statement. When the database goes away in that moment, it
 * fails every statement from then on, for as long as the process lives, and its workers try again without a pause, so that
 * nothing else in the process gets a turn. This process has just made the tables (`migrateQueue`): there is nothing to look
 * for, and each statement fails or succeeds for itself.
 *
 * A worker that loses its session in the packet that says it listens takes note of the loss first and of the success
 * second, waits on the lost session, and never listens again. It is told of the loss once more when it has taken note of
 * both. @see https://github.com/taskforcesh/bullmq/issues/4729, which mended other ways to lose it
 *
 * A worker whose claim fails pauses before the next one (`runRetryDelay`) when the database refuses connections at its door.
 * A database that opens and says that it is starting, it asked again without a pause, and kept it from its recovery.
 */
export const createSteadyBackend: typeof createPostgresBackend = (...settings) => {
  const backend = createBackendForSmallBulks(...settings);
  backend.connection.waitUntilReady = () => Promise.resolve();
  backend.connection.on(LOST, ({ isRepeated } = { isRepeated: false }) => {
    if (!isRepeated) setImmediate(() => backend.connection.emit(LOST, { isRepeated: true }));
  });
  const claim = backend.moveToActive.bind(backend);
  const toPause = (error: unknown) => {
    if (!isDatabaseUnavailable(error)) throw error;
    backend.emit('error', error); // BullMQ tells nobody of what it pauses for
    throw new ConnectionClosedError((error as Error).message, error);
  };
  return Object.defineProperties(backend, {
    maximumBlockTimeout: { value: LONGEST_WAIT_S },
    moveToActive: { value: (...job: Parameters<typeof claim>) => claim(...job).catch(toPause) },
  });
};
