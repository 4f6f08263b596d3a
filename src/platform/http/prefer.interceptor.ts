import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

const MINIMAL = /(?:^|,)\s*return\s*=\s*"?minimal"?\s*(?:[,;]|$)/i;

/**
 * Answers `PUT` and `PATCH` with 204 if the caller sends `Prefer: return=minimal` (RFC 7240 §4.2). A `POST` keeps its
 * body: ids and secrets are shown nowhere else.
 */
@Injectable()
export class PreferInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isMinimal = MINIMAL.test([request.headers.prefer ?? ''].flat().join(','));
    if (!isMinimal || !['PUT', 'PATCH'].includes(request.method)) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map(() => {
        void reply.status(204).header('preference-applied', 'return=minimal');
      }),
    );
  }
}
