import { ApiError } from './api-error.js';
import type { Answer, ApiRequest } from './http.js';
import type { World } from './world.js';

export type Handler = (request: ApiRequest, world: World) => Answer | Promise<Answer>;

/** One route of a face. Parts of `path` that start with `:` match any one segment. */
export interface Route {
  method: string;
  path: string;
  handle: Handler;
}

/** The route that was found, with the values of its `:name` parts. */
export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Params that must be UUIDs; the others are e-mail addresses or Svix ids. */
const UUID_PARAMS = new Set(['id', 'attachmentId', 'webhookId']);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Finds the route of a request. The first match wins, so fixed paths come before `:id`.
 *
 * Throws `not_found` for an unknown path and `method_not_allowed` if only the method is wrong.
 */
export function findRoute(routes: readonly Route[], method: string, path: string): Match {
  let pathKnown = false;
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (!params) continue;
    if (route.method === method) return { route, params };
    pathKnown = true;
  }
  if (pathKnown) throw new ApiError('method_not_allowed', 'This endpoint does not support this method.');
  throw new ApiError('not_found', 'The requested endpoint does not exist.');
}

/** Throws `invalid_parameter` if an id in the path is not a UUID, as Resend does before it looks anything up. */
export function checkIds(params: Record<string, string>): void {
  for (const [name, value] of Object.entries(params)) {
    if (UUID_PARAMS.has(name) && !UUID.test(value))
      throw new ApiError('invalid_parameter', `The \`${name}\` must be a valid UUID.`);
  }
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = decodeSegment(value);
    else if (part !== value) return null;
  }
  return params;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new ApiError('bad_request', `The path is not percent-encoded: ${(cause as Error).message}`);
  }
}
