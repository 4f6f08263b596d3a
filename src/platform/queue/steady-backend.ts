import { ConnectionClosedError, type createPostgresBackend } from 'bullmq';
import { isDatabaseUnavailable } from '../database/database-errors.js';
import { createBackendForSmallBulks } from './small-bulks.js';

/** A worker looks for jobs at least this often, in seconds. BullMQ's own value after a failed wait is an hour. */
const LONGEST_WAIT_S = 5;

/** Event of BullMQ's connection when the session that listens for jobs is lost. */
const LOST = 'listenerinvalidated';

/**
 * BullMQ on PostgreSQL, for a database that comes and goes.
 *
 * BullMQ checks once, before its first statement, whether its tables are there. If the database goes away at that
 * moment, it fails every later statement for as long as the process lives, and its workers retry without a pause, so
 * that nothing else in the process gets a turn. This process has just created the tables (`migrateQueue`), so the check
 * is skipped and each statement fails or succeeds by itself.
 *
 * A worker that loses its session in the packet that confirms listening processes the loss first and the success
 * second, waits on the lost session, and never listens again. So it is told of the loss once more after both.
 * @see https://github.com/taskforcesh/bullmq/issues/4729, which fixed other ways to lose it
 *
 * After a failed claim, a BullMQ worker pauses (`runRetryDelay`) only if the connection was refused. A database that
 * accepts connections but says that it is starting was asked again without a pause, which kept it from recovering. So
 * every claim that fails because the database is unavailable is reported to BullMQ as a closed connection.
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
    backend.emit('error', error); // BullMQ does not report errors for which it pauses
    throw new ConnectionClosedError((error as Error).message, error);
  };
  return Object.defineProperties(backend, {
    maximumBlockTimeout: { value: LONGEST_WAIT_S },
    moveToActive: { value: (...job: Parameters<typeof claim>) => claim(...job).catch(toPause) },
  });
};
