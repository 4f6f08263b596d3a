import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';

/**
 * For routes that make something: `Location` says where it is from now on (RFC 9110 §10.2.2).
 *
 * @param list path of the list that it is in, such as `/v1/tickets`
 */
export const LocatedAt = (list: string): MethodDecorator =>
  applyDecorators(UseInterceptors(new LocationInterceptor(list)));

class LocationInterceptor implements NestInterceptor {
  constructor(private readonly list: string) {}

  intercept(context: ExecutionContext, next: CallHandler<{ id: string }>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(tap(({ id }) => void reply.header('location', `${this.list}/${id}`)));
  }
}
