import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { Log } from '../logging/log.js';
import { ProblemFilter } from '../problem/problem-filter.js';
import { parseBodies } from './body-parsing.js';
import { validationPipe } from './validation.js';

/** Time that a client has to send its whole request. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Longest URL that the router looks at; cursors and ids are far shorter. */
const MAX_PARAM_LENGTH = 512;

export function httpAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    genReqId: () => randomUUID(),
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    forceCloseConnections: 'idle',
  });
}

/** Bodies, headers, validation and refusals: what every route shares. */
export async function prepareServer(app: NestFastifyApplication, config: Config): Promise<void> {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  parseBodies(server, { maxRawBytes: config.maxRawBytes });
  server.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        scriptSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        // where TLS ends at a proxy, or there is none, /docs must still find its scripts
        upgradeInsecureRequests: null,
      },
    },
  });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(app.get(Log)));
}
