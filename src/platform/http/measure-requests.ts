import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.js';
import { WEBHOOK_ROUTE } from './body-parsing.js';

/** Times every answer by its route's template; what has no route is one route. */
export function measureRequests(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const status = String(reply.statusCode);
    metrics.requests.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    if (route === WEBHOOK_ROUTE) {
      const { source } = request.params as { source: string };
      metrics.webhookAnswers.inc({ source: status === '404' ? 'unknown' : source, status });
    }
    done();
  });
}
