import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyRequest, RequestPayload } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MAX_WEBHOOK_BYTES, WEBHOOK_ROUTE } from '../platform/http/body-parsing.js';
import { Config } from '../platform/config/config.js';
import { Problem } from '../platform/problem/problem.js';
import { HeldBodies, WebhookBody } from './held-bodies.js';
import { WebhookAnswers } from './webhook-answers.js';
import { WebhookSources } from './webhook-sources.js';
import { WebhooksController } from './webhooks.controller.js';

/** The path of a webhook as given to providers: no query, nothing percent-encoded. */
const PLAIN_PATH = /^\/webhooks\/([\w-]+)$/;

/**
 * Takes webhooks off the server before Nest's guard, pipes and interceptors and before Fastify's parsers, hooks and
 * reply, which are not needed and take longer than the rest of the request. Any other request (an unknown source, a
 * body that is too long or has no length, an address to check, a closing server) goes the long way, through Fastify to
 * the controller; its route is configured here too.
 *
 * Must run before anything else is added to the server, so that later additions see the changed route.
 */
export function takeShortPath(app: NestFastifyApplication): void {
  const room = new HeldBodies();
  shortenLongWay(app, room);
  // behind a proxy only Fastify can find out the address
  if (app.get(Config).webhookSourceCidrs.length > 0) return;
  const answers = app.get(WebhookAnswers);
  const sources = app.get(WebhookSources);
  const server = app.getHttpServer();
  const fastify = server.listeners('request')[0] as RequestListener;
  server.removeAllListeners('request').on('request', (request: IncomingMessage, response: ServerResponse) => {
    const source = server.listening ? sourceOfPlain(request) : null;
    if (source === null || !sources.has(source)) fastify(request, response);
    else take(answers, source, { request, response, body: new WebhookBody(room, response) });
  });
}

/** A sender that disconnects midway gets no answer: `end` never comes. */
function take(
  answers: WebhookAnswers,
  source: string,
  { request, response, body }: { request: IncomingMessage; response: ServerResponse; body: WebhookBody },
): void {
  const webhook = { id: randomUUID(), source, request, response, began: performance.now() };
  let isRefused = false;
  request.on('data', (piece: Buffer) => {
    if (isRefused) return;
    try {
      body.add(piece);
    } catch (error) {
      isRefused = true;
      body.release();
      answers.refuse(webhook, error);
    }
  });
  request.on('end', () => {
    if (!isRefused) void answers.answer(webhook, body.bytes);
  });
}

/** Null for a request that must go the long way. */
function sourceOfPlain({ method, url, headers }: IncomingMessage): string | null {
  if (method !== 'POST') return null;
  const length = headers['content-length'];
  if (length === undefined || Number(length) > MAX_WEBHOOK_BYTES) return null;
  return PLAIN_PATH.exec(url!)?.[1] ?? null;
}

/** Skips Nest and the headers that protect browsers. Errors still reach Nest's filter. */
function shortenLongWay(app: NestFastifyApplication, room: HeldBodies): void {
  const controller = app.get(WebhooksController);
  const sources = app.get(WebhookSources);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route) => {
      if (route.method !== 'POST' || route.url !== WEBHOOK_ROUTE) return;
      route.helmet = false;
      // nothing is read for an unknown source
      route.preParsing = async (request, reply, payload) => {
        sources.get(sourceOf(request));
        // Fastify refuses a body whose declared length is too long
        if (Number(request.headers['content-length']) > MAX_WEBHOOK_BYTES) return payload;
        const body = new WebhookBody(room, reply.raw);
        await readAll(payload, body);
        return Readable.from([body.bytes], { objectMode: false });
      };
      route.handler = async (request) => controller.receive(sourceOf(request), request);
    });
}

/** If it fails, it leaves the connection open, so that the sender learns why. */
async function readAll(payload: RequestPayload, body: WebhookBody): Promise<void> {
  try {
    for await (const piece of payload.iterator({ destroyOnReturn: false })) body.add(piece as Buffer);
  } catch (error) {
    // a sender that disconnects is a bad request, as when Fastify reads the body
    throw error instanceof Problem ? error : Object.assign(error as Error, { statusCode: 400 });
  }
}

const sourceOf = ({ params }: FastifyRequest): string => (params as { source: string }).source;
