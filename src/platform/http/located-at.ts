import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';

/** In openapi.json, on an operation whose answer has a `Location`. */
export const LOCATED_EXTENSION = 'x-located';

/**
 * For routes that create something: `Location` says where it is from now on (RFC 9110 §10.2.2).
 *
 * @param list path of the list that contains it, such as `/v1/tickets`
 * @param nameOf its name there, if that is not its id
 */
export const LocatedAt = <View = { id: string }>(
  list: string,
  nameOf: (view: View) => string = (view) => (view as { id: string }).id,
): MethodDecorator =>
  applyDecorators(
    UseInterceptors(new LocationInterceptor(list, nameOf)),
    ApiExtension(LOCATED_EXTENSION, true),
  );

class LocationInterceptor<View> implements NestInterceptor {
  constructor(
    private readonly list: string,
    private readonly nameOf: (view: View) => string,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<View>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next
      .handle()
      .pipe(tap((view) => void reply.header('location', `${this.list}/${this.nameOf(view)}`)));
  }
}
