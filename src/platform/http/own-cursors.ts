import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { notOurs } from './cursors.js';
import type { Page } from './page.js';

/** Enough to tell lists apart; a cursor is not secret, and nothing is gained by inventing one. */
const MARK_CHARACTERS = 6;

/**
 * Binds a cursor to the list that issued it: positions in two lists look alike, so with another list's cursor a page
 * would begin anywhere. Cursors are sent with the list's mark; one that returns without it is refused. The list sees
 * its cursors unmarked.
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

/** The path, whose parts may come in either case. Not the filters, which may change from page to page. */
function markOf({ routeOptions, params }: FastifyRequest): string {
  const list = JSON.stringify([routeOptions.url, params]).toLowerCase();
  return createHash('sha256').update(list).digest('base64url').slice(0, MARK_CHARACTERS);
}

function unmarked(cursor: string, mark: string): string {
  if (cursor.startsWith(mark)) return cursor.slice(mark.length);
  throw notOurs();
}
