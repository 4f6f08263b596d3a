import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Callers, type CallersRequest } from './callers.js';

/** Everything under it needs a key. */
const KEYED_PATH = /^\/v1\//;

/**
 * Identifies the caller before any of the body is read: Nest's guards run when all of it is in memory, and a stranger's
 * raw mail may be 40 MB. The guard checks the scope.
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
