import type { FastifyInstance } from 'fastify';

/** What a path answers to, for whoever asks by another method (RFC 9110 §15.5.6). */
export interface AllowedMethods {
  /** Empty when there is nothing at this path. */
  of: (path: string) => string[];
}

/** Notes every route that is made from now on. */
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

/** `/v1/tickets/:id/notes`; a wildcard stands for no path that we would name. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
