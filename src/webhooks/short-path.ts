import type { FastifyRequest } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { WEBHOOK_ROUTE } from '../platform/http/body-parsing.js';
import { WebhooksController } from './webhooks.controller.js';

/**
 * Lets Fastify hand webhooks to their controller without Nest's guard, pipes and interceptors, which have nothing to
 * do there and take as long as all the rest of the request. What is thrown reaches Nest's filter all the same.
 * Headers that protect browsers are left out too.
 *
 * Must run before anything else is added to the server, so that what is added sees the route as it is changed here.
 */
export function takeShortPath(app: NestFastifyApplication): void {
  const controller = app.get(WebhooksController);
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRoute', (route) => {
    if (route.method !== 'POST' || route.url !== WEBHOOK_ROUTE) return;
    route.helmet = false;
    route.handler = (request: FastifyRequest) =>
      controller.receive((request.params as { source: string }).source, request);
  });
}
