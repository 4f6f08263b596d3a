import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Callers, type CallersRequest } from './callers.js';

/** Everything below it needs a key. */
const KEYED_PATH = /^\/v1\//;

/**
 * Asks who calls before anything of a body is read: Nest's guards run when all of it is in memory, and a raw mail of a
 * stranger may have 40 MB. The scope is asked for by the guard.
 */
export function askBeforeBody(app: NestFastifyApplication): void {
  const callers = app.get(Callers);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preParsing', async (request: CallersRequest, reply) => {
      if (KEYED_PATH.test(request.routeOptions.url ?? '')) await callers.of(request, reply);
    });
}
