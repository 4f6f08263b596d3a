import 'reflect-metadata';
import { constants } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { askBeforeBody } from './auth/ask-before-body.js';
import { layFoundation } from './foundation.js';
import { InvalidConfig } from './platform/config/read-config.js';
import { EmbeddedPostgresError } from './platform/database/embedded/embedded-postgres-error.js';
import { MigrationError } from './platform/database/migrate.js';
import { DatabaseRefusedError } from './platform/database/wait-for-database.js';
import { armFailpoint } from './platform/failpoint.js';
import { giveWay } from './platform/give-way.js';
import { httpAdapter, prepareServer } from './platform/http/server.js';
import { WaitingRoom } from './platform/http/waiting-room.js';
import { Log, NestLog } from './platform/logging/log.js';
import { UnderWay } from './platform/stopping/under-way.js';
import { readSettings } from './settings.js';

/** A shutdown that hangs is cut off after this; work under way is safe in the inbox. */
const SHUTDOWN_TIMEOUT_MS = 10_000;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function start(): Promise<void> {
  const goOnAtSignal = endAtSignal();
  const config = readSettings(process.env);
  armFailpoint(config.failpoint);
  const log = new Log(config.logLevel);
  const room = new WaitingRoom(config.port, config.host);
  const foundation = await layFoundation(config, log, room);
  if (config.role === 'worker') giveWay();
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(foundation),
    httpAdapter(config),
    {
      bodyParser: false,
      abortOnError: false,
      logger: new NestLog(log),
    },
  );
  if (config.role !== 'worker') {
    (await import('./webhooks/short-path.js')).takeShortPath(app);
    askBeforeBody(app);
  }
  await prepareServer(app, config);
  if (config.role !== 'worker' && config.docs === 'open')
    (await import('./openapi/serve.js')).serveOpenApi(app);
  const stop = async () => {
    // at the same time: each may wait some seconds for others
    await Promise.all([app.getHttpAdapter().close(), app.get(UnderWay).end()]);
    await app.close(); // what both needed
    await foundation.stop(); // what everything stands on
  };
  stopOnSignal(log, stop);
  goOnAtSignal();
  try {
    await app.init();
    await room.leave();
    await app.listen(config.port, config.host);
  } catch (error) {
    // exiting while threads start crashes Node.js 20, and the dump hides what is wrong
    await Promise.race([stop().catch(() => undefined), pause(SHUTDOWN_TIMEOUT_MS)]);
    throw error;
  }
  log.info({ url: await app.getUrl(), role: config.role, pid: process.pid }, 'ready');
}

/**
 * Exits at a signal during the start, when there is nothing to finish. Unlike the default action of the signal, this
 * also stops an embedded server.
 *
 * @returns a function that ends this
 */
function endAtSignal(): () => void {
  const ends = SIGNALS.map((signal) => {
    const end = () => process.exit(128 + constants.signals[signal]);
    process.once(signal, end);
    return () => process.off(signal, end);
  });
  return () => ends.forEach((end) => end());
}

/** Drains and exits with 0. A second signal exits at once, with 1. */
function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({ timeout_ms: SHUTDOWN_TIMEOUT_MS }, 'shutdown took too long');
      process.exit(1);
    }, SHUTDOWN_TIMEOUT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

/** Their messages say what is wrong and what to do; a stack would only hide it. */
const FOR_OPERATORS = [InvalidConfig, EmbeddedPostgresError, DatabaseRefusedError, MigrationError];

const ABOUT_ADDRESS =
  'HOST and PORT must be an address of this machine and a port that nobody else listens on.';
const ABOUT_FILES =
  'DATA_DIR, and the folder of STORAGE_URL, must be folders that the account of this process may read and write.';

/** What to tell an operator about a failed start; null if it is not their fault and only the stack helps. */
function tell(error: unknown): string | null {
  const { message, syscall = '', path } = error as NodeJS.ErrnoException;
  if (FOR_OPERATORS.some((kind) => error instanceof kind)) return message;
  if (['listen', 'getaddrinfo'].includes(syscall)) return `${message}\n${ABOUT_ADDRESS}`;
  return syscall !== '' && path !== undefined ? `${message}\n${ABOUT_FILES}` : null;
}

try {
  await start();
} catch (error) {
  console.error(tell(error) ?? error);
  process.exit(1);
}
