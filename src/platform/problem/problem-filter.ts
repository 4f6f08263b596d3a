import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isStorageUnavailable } from '../blobs/storage-errors.js';
import { isConflictOfTransactions, isDatabaseUnavailable } from '../database/database-errors.js';
import { Log } from '../logging/log.js';
import {
  BAD_REQUEST,
  BODY_TOO_LARGE,
  BUSY,
  DATABASE_UNAVAILABLE,
  INTERNAL_ERROR,
  MEDIA_TYPE_UNSUPPORTED,
  METHOD_NOT_ALLOWED,
  ROUTE_NOT_FOUND,
  STORAGE_UNAVAILABLE,
} from './common-problems.js';
import { Problem, type ProblemType } from './problem.js';

const BY_STATUS: Record<number, ProblemType> = {
  404: ROUTE_NOT_FOUND,
  413: BODY_TOO_LARGE,
  415: MEDIA_TYPE_UNSUPPORTED,
};

/** Turns whatever a request throws into `application/problem+json` (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** @param allowed what a path answers to by another method */
  constructor(
    private readonly log: Log,
    private readonly allowed: { of: (path: string) => string[] },
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.orOtherMethods(toProblem(error), request, reply);
    this.record(problem, error, request);
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (problem.retryAfterSeconds !== null) reply.header('retry-after', problem.retryAfterSeconds);
    void reply
      .status(problem.type.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(toBody(problem, request)));
  }

  /** A path that answers to other methods only is there: 405, and to which. */
  private orOtherMethods(problem: Problem, request: FastifyRequest, reply: FastifyReply): Problem {
    if (problem.type !== ROUTE_NOT_FOUND) return problem;
    const methods = this.allowed.of(request.url.split('?')[0]!);
    if (methods.length === 0 || methods.includes(request.method)) return problem;
    reply.header('allow', methods.join(', '));
    return new Problem(METHOD_NOT_ALLOWED, `${request.method} is none of ${methods.join(', ')}.`);
  }

  private record(problem: Problem, error: unknown, request: FastifyRequest): void {
    const ids = { request_id: request.id, problem: problem.type.code };
    const isOurs = [INTERNAL_ERROR, STORAGE_UNAVAILABLE].includes(problem.type);
    if (isOurs) this.log.error({ ...ids, err: error }, 'request failed');
    else this.log.info(ids, 'request refused');
  }
}

function toBody(problem: Problem, request: FastifyRequest): Record<string, unknown> {
  return {
    type: `/problems/${problem.type.code}`,
    title: problem.type.title,
    status: problem.type.status,
    detail: problem.detail,
    instance: request.url.split('?')[0],
    request_id: request.id,
    ...(problem.errors.length > 0 && { errors: problem.errors }),
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseUnavailable(error)) {
    return new Problem(DATABASE_UNAVAILABLE, 'Nothing was stored. Try again shortly.', [], { cause: error });
  }
  if (isConflictOfTransactions(error)) {
    return new Problem(BUSY, 'Nothing was stored. Try again.', [], { cause: error });
  }
  if (isStorageUnavailable(error)) {
    return new Problem(STORAGE_UNAVAILABLE, 'The disk or the object store failed. Try again later.', [], {
      cause: error,
    });
  }
  const status = statusOf(error);
  if (status !== null && status < 500) {
    const message = error instanceof Error ? error.message : 'The request was refused.';
    return new Problem(BY_STATUS[status] ?? BAD_REQUEST, message, [], { cause: error });
  }
  return new Problem(INTERNAL_ERROR, 'The request could not be answered. The log names its request_id.', [], {
    cause: error,
  });
}

/** Nest and Fastify both refuse requests with errors that carry a status. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}
