import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, defer, type Observable } from 'rxjs';
import { digestOfBody } from '../../platform/http/body-digest.js';
import { Log } from '../../platform/logging/log.js';
import { type Access, ACCESS, isQuestion } from '../access.js';
import type { Caller } from '../api-keys.js';
import { AuditLog } from './audit-log.js';
import { AUDITED } from './audited.js';

const READS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Records every write that was carried out, and reads that are `@Audited()`. Reads are recorded before they are
 * answered, so that no mail is shown without an entry. Refused writes are not recorded, nor are writes repeated with an
 * Idempotency-Key: they did nothing. A POST that only asks (`suppressions/check`) counts as a read.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditLog,
    private readonly log: Log,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { caller?: Caller }>();
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    const isRead = READS.includes(request.method) || isQuestion(access);
    const isAudited = this.reflector.get<boolean | undefined>(AUDITED, context.getHandler());
    const { caller } = request;
    if (caller === undefined || (isRead && !isAudited)) return next.handle();
    const { statusCode } = context.switchToHttp().getResponse<FastifyReply>();
    const entry = () => entryOf(request, caller, actionOf(context), isRead ? null : statusCode);
    if (isRead) {
      return defer(async () => this.audit.append(await entry())).pipe(concatMap(() => next.handle()));
    }
    return next.handle().pipe(
      concatMap(async (body: unknown) => {
        const done = await entry();
        // the write is committed: an entry that cannot be stored goes to the process log as an error
        await this.audit.append(done).catch((error: unknown) => {
          this.log.error({ ...done, err: error }, 'audit entry not stored');
        });
        return body;
      }),
    );
  }
}

/** `TicketsController.change` → `tickets.change` */
function actionOf(context: ExecutionContext): string {
  const room = context.getClass().name.replace(/Controller$/, '');
  return `${room.charAt(0).toLowerCase()}${room.slice(1)}.${context.getHandler().name}`;
}

async function entryOf(request: FastifyRequest, caller: Caller, action: string, status: number | null) {
  return {
    actor: caller.keyId,
    action,
    object: request.url.split('?')[0]!.slice(0, 1000),
    status,
    address: request.ip,
    requestId: request.id,
    bodySha256: await digestOfBody(request),
  };
}
