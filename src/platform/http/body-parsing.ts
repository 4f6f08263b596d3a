import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BAD_REQUEST, BODY_TOO_LARGE, NOT_JSON } from '../problem/common-problems.js';
import { Problem } from '../problem/problem.js';
import { sha256Of } from '../sha256.js';
import { noteBodyDigest } from './body-digest.js';
import { whyTooIntricate } from './body-shape.js';

/** Largest webhook body (contract): provider events are a few kilobytes. */
export const MAX_WEBHOOK_BYTES = 1024 * 1024;

/** Largest JSON body of the admin API. */
const MAX_JSON_BYTES = 1024 * 1024;

/** Largest reply to a ticket, with its files in base64: 12 MiB of files, of which a few at once still fit in memory. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024;

/** The route for webhooks. */
export const WEBHOOK_ROUTE = '/webhooks/:source';
/** Mail clients post a form there (RFC 8058). Whatever its content type, only one field is read from it. */
const UNSUBSCRIBE_ROUTE = /^\/unsubscribe\//;
const MAX_UNSUBSCRIBE_BYTES = 4 * 1024;
const RAW_MAIL_ROUTE = '/v1/inbound';
const REPLY_ROUTE = '/v1/tickets/:id/replies';
const CSV_ROUTE = '/v1/suppressions/import';

/**
 * Configures Fastify for our bodies. A webhook keeps its raw bytes whatever its content type (its signature covers
 * them, and only a verified body may be parsed). Raw mail keeps its bytes. A CSV file stays an unread stream.
 * Everything else is JSON.
 *
 * Must run before routes are registered, because size limits are set as routes are registered.
 */
export function parseBodies(server: FastifyInstance, limits: { maxRawBytes: number }): void {
  server.addHook('onRoute', (route) => {
    if (route.url === WEBHOOK_ROUTE) route.bodyLimit = MAX_WEBHOOK_BYTES;
    else if (UNSUBSCRIBE_ROUTE.test(route.url)) route.bodyLimit = MAX_UNSUBSCRIBE_BYTES;
    else if (route.url === RAW_MAIL_ROUTE) route.bodyLimit = limits.maxRawBytes;
    else if (route.url === REPLY_ROUTE) route.bodyLimit = MAX_REPLY_BYTES;
    else route.bodyLimit ??= MAX_JSON_BYTES;
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (routeOf(request) === WEBHOOK_ROUTE) return done(null, body);
    try {
      const json = readJson(body as Buffer);
      if (json !== undefined) noteBodyDigest(request, sha256Of(body as Buffer));
      done(null, json);
    } catch (error) {
      done(error as Problem);
    }
  });
  server.addContentTypeParser('text/csv', (request, payload, done) => {
    if (routeOf(request) === CSV_ROUTE) return done(null, payload);
    if (routeOf(request) === WEBHOOK_ROUTE)
      return void collect(payload).then((body) => done(null, body), done);
    done(notAccepted(request.headers['content-type']));
  });
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (routeOf(request) === WEBHOOK_ROUTE || UNSUBSCRIBE_ROUTE.test(routeOf(request)))
      return done(null, body);
    done(notAccepted(request.headers['content-type']));
  });
}

/** Empty if there is no route. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? '';

const notAccepted = (contentType: string | undefined): Error =>
  Object.assign(new Error(`${contentType} is not accepted here.`), { statusCode: 415 });

/** The whole body of a webhook. */
async function collect(payload: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload) {
    size += chunk.length;
    if (size > MAX_WEBHOOK_BYTES) throw new Problem(BODY_TOO_LARGE, 'A webhook may have 1 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws Problem not-json, bad-request */
function readJson(bytes: Buffer): unknown {
  const body = parseJson(bytes);
  const why = whyTooIntricate(body);
  if (why !== null) throw new Problem(BAD_REQUEST, why);
  return body;
}

/**
 * An empty body is no body. JSON is UTF-8 whatever its content type says (RFC 8259 §8.1): other bytes would silently
 * lose letters. `__proto__` members are treated as data, so they are dropped during parsing. A body that cannot contain
 * one, because the name appears in it neither plain nor escaped, is parsed without that check.
 */
function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw new Problem(NOT_JSON, 'The body is not UTF-8, as JSON must be.');
  const text = body.toString('utf8');
  const mayHaveProto = text.includes('__proto__') || text.includes('\\u');
  try {
    return mayHaveProto ? JSON.parse(text, withoutProto) : JSON.parse(text);
  } catch (error) {
    throw new Problem(NOT_JSON, 'The body could not be parsed as JSON.', [], { cause: error });
  }
}

const withoutProto = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value);
