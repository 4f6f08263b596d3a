import { randomUUID } from 'node:crypto';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { ProblemFilter } from '../problem/problem-filter.js';
import { noteRoutes } from './allowed-methods.js';
import { parseBodies } from './body-parsing.js';
import { endConnections } from './end-connections.js';
import { EVERY_ANSWER } from './every-answer.js';
import { letFinishSending } from './let-finish-sending.js';
import { measureRequests } from './measure-requests.js';
import { answerNotModified } from './not-modified.js';
import { plainTarget } from './plain-target.js';
import { refuseUnreadable, refuseUnroutable } from './unreadable-requests.js';
import { validationPipe } from './validation.js';

/** Time a client has to send its whole request. */
const REQUEST_TIMEOUT_MS = 60_000;

/** At least the longest request line that Node reads, so that every refusal is ours and a problem. */
const MAX_PARAM_LENGTH = 16 * 1024;

/** For answers that are data; the page at /docs needs its own scripts and styles. */
const SECURITY_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    directives: {
      scriptSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      // if TLS ends at a proxy, or there is none, /docs must still find its scripts
      upgradeInsecureRequests: null,
    },
  },
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
};

/** Browsers of other origins send their API key explicitly: no cookies, so no credentials. */
const CORS = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    'if-match',
    'if-none-match',
    'if-range',
    'prefer',
    'range',
  ],
  exposedHeaders: [
    'etag',
    'location',
    'x-request-id',
    'ratelimit',
    'ratelimit-policy',
    'retry-after',
    'allow',
    'content-disposition',
    'content-range',
    'accept-ranges',
    'idempotent-replayed',
    'preference-applied',
    'www-authenticate',
    'deprecation',
    'sunset',
    'link',
  ],
  maxAge: 600,
};

const ALWAYS = Object.entries(EVERY_ANSWER);

export function httpAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    rewriteUrl: ({ url = '/' }) => plainTarget(url),
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: refuseUnroutable,
    genReqId: () => randomUUID(),
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    forceCloseConnections: 'idle',
  });
}

/** Sets up what every route shares: bodies, headers, validation and refusals. */
export async function prepareServer(app: NestFastifyApplication, config: Config): Promise<void> {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  const allowed = noteRoutes(server);
  parseBodies(server, { maxRawBytes: config.maxRawBytes });
  server.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id);
    for (const [name, value] of ALWAYS) if (!reply.hasHeader(name)) reply.header(name, value);
    done(null, payload);
  });
  measureRequests(server, app.get(Metrics));
  answerNotModified(server);
  letFinishSending(server);
  endConnections(server);
  await app.register(helmet, SECURITY_HEADERS);
  if (config.corsOrigins.length > 0) app.enableCors({ ...CORS, origin: config.corsOrigins });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(app.get(Log), allowed));
}
