import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.js';
import { WEBHOOK_ROUTE } from './body-parsing.js';

/** Times every answer by its route's template; requests without a route count as one route. */
export function measureRequests(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    if (route === WEBHOOK_ROUTE) {
      const { source } = request.params as { source: string };
      measureWebhook(metrics, source, reply.statusCode, reply.elapsedTime);
    } else {
      const labels = { method: request.method, route, status: String(reply.statusCode) };
      metrics.requests.observe(labels, reply.elapsedTime / 1000);
    }
    done();
  });
}

/** The same for a webhook, whose answers are counted by source too. */
export function measureWebhook(
  metrics: Metrics,
  source: string,
  statusCode: number,
  elapsedMs: number,
): void {
  const status = String(statusCode);
  metrics.requests.observe({ method: 'POST', route: WEBHOOK_ROUTE, status }, elapsedMs / 1000);
  metrics.webhookAnswers.inc({ source: status === '404' ? 'unknown' : source, status });
}
