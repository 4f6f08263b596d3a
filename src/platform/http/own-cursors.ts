import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { notOurs } from './cursors.js';
import type { Page } from './page.js';

/** Enough to tell lists apart; a cursor is no secret, and nothing is gained by making one up. */
const MARK_CHARACTERS = 6;

/**
 * A cursor belongs to the list that issued it: places of two lists look alike, and from a place of another one a page would
 * begin anywhere. What leaves a list carries its mark, what comes back without it is refused, and the list sees its own
 * cursors as it made them.
 */
export class OwnCursors implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<Page<unknown>>): Observable<Page<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const mark = markOf(request);
    const query = request.query as Record<string, unknown>;
    if (typeof query.cursor === 'string') query.cursor = unmarked(query.cursor, mark);
    return next.handle().pipe(
      map((page) => ({
        ...page,
        next_cursor: page.next_cursor === null ? null : mark + page.next_cursor,
      })),
    );
  }
}

/** The path, whose parts may come in either case: filters may change from page to page. */
function markOf({ routeOptions, params }: FastifyRequest): string {
  const list = JSON.stringify([routeOptions.url, params]).toLowerCase();
  return createHash('sha256').update(list).digest('base64url').slice(0, MARK_CHARACTERS);
}

function unmarked(cursor: string, mark: string): string {
  if (cursor.startsWith(mark)) return cursor.slice(mark.length);
  throw notOurs();
}
