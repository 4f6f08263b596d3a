import { ApiError } from '../api-error.js';
import type { ApiRequest } from '../http.js';
import type { JsonObject } from '../json.js';
import type { World } from '../world.js';

const MAX_LIMIT = 100;

/**
 * One page of a list, with the rules of all Resend lists: newest first; `after` and `before` are ids that are not part
 * of the page, and only one may be given; `limit` is 1–100.
 *
 * @param items newest first
 * @throws ApiError `unprocessable` for a bad limit, both cursors or an unknown cursor
 */
function page<T extends { id: string }>(
  items: T[],
  query: URLSearchParams,
  defaultLimit: number | null,
): { items: T[]; hasMore: boolean } {
  const limit = readLimit(query.get('limit'), defaultLimit ?? items.length);
  const after = query.get('after');
  const before = query.get('before');
  if (after !== null && before !== null)
    throw new ApiError('unprocessable', 'Only one of `after` and `before` may be given.');
  if (before !== null) {
    const older = items.slice(0, indexOf(items, before));
    return { items: older.slice(Math.max(older.length - limit, 0)), hasMore: older.length > limit };
  }
  const rest = after === null ? items : items.slice(indexOf(items, after) + 1);
  return { items: rest.slice(0, limit), hasMore: rest.length > limit };
}

/**
 * The answer body of a list. Fault `short_page` cuts a page to one item with `has_more` true, as may happen to a list
 * while it changes: a reader must go by `has_more`, not by the length. Fault `empty_page` says that the list is empty.
 */
export function listAnswer<T extends { id: string }>(
  request: ApiRequest,
  world: World,
  items: T[],
  view: (item: T) => JsonObject,
): JsonObject {
  if (world.faults.take('empty_page', { path: request.path }) !== null)
    return { object: 'list', has_more: false, data: [] };
  const cut = page(items, request.query, world.plan.list_default_limit);
  const isShort = cut.items.length > 1 && world.faults.take('short_page', { path: request.path }) !== null;
  const shown = isShort ? cut.items.slice(0, 1) : cut.items;
  return { object: 'list', has_more: isShort || cut.hasMore, data: shown.map(view) };
}

function readLimit(value: string | null, fallback: number): number {
  if (value === null) return fallback;
  const limit = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (limit < 1 || limit > MAX_LIMIT)
    throw new ApiError('unprocessable', 'The `limit` must be a number from 1 to 100.');
  return limit;
}

function indexOf<T extends { id: string }>(items: T[], cursor: string): number {
  const index = items.findIndex((item) => item.id === cursor);
  if (index < 0) throw new ApiError('unprocessable', 'The cursor does not exist.');
  return index;
}
