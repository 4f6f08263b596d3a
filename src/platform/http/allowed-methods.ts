import type { FastifyInstance } from 'fastify';

/** The methods a path answers to, told to a caller that used another (RFC 9110 §15.5.6). */
export interface AllowedMethods {
  /** Empty if there is nothing at this path. */
  of: (path: string) => string[];
}

/** Records every route registered from now on. */
export function noteRoutes(server: FastifyInstance): AllowedMethods {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  server.addHook('onRoute', ({ url, method }) => {
    routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  const of = (path: string) => {
    const met = routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
    return [...new Set(met)].sort();
  };
  return { of };
}

/** `/v1/tickets/:id/notes`; a wildcard matches no path that we would report. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
