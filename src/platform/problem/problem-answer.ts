import { HttpException } from '@nestjs/common';
import { BlobMissing } from '../blobs/blob-store.js';
import { isStorageUnavailable } from '../blobs/storage-errors.js';
import { tellUnreachable } from '../database/connection-error.js';
import {
  isConflictOfTransactions,
  isDatabaseUnavailable,
  mayHaveHadEffect,
} from '../database/database-errors.js';
import type { Log } from '../logging/log.js';
import {
  BAD_REQUEST,
  BODY_TOO_LARGE,
  BUSY,
  DATABASE_UNAVAILABLE,
  INTERNAL_ERROR,
  MEDIA_TYPE_UNSUPPORTED,
  ROUTE_NOT_FOUND,
  STORAGE_UNAVAILABLE,
} from './common-problems.js';
import { Problem, type ProblemType, problemUri } from './problem.js';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** The parts of a request that its refusal and the log show. */
export interface RefusedRequest {
  id: string;
  method: string;
  url: string;
  /** The pattern of its path, which identifies nobody; null if there is no such route. */
  route: string | null;
}

const BY_STATUS: Record<number, ProblemType> = {
  404: ROUTE_NOT_FOUND,
  413: BODY_TOO_LARGE,
  415: MEDIA_TYPE_UNSUPPORTED,
};

/** The problem with which anything thrown in a request is answered. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = statusOf(error);
  if (status !== null && status < 500) {
    const message = error instanceof Error ? error.message : 'The request was refused.';
    return new Problem(BY_STATUS[status] ?? BAD_REQUEST, message, [], { cause: error });
  }
  if (isDatabaseUnavailable(error)) {
    const effect = mayHaveHadEffect(error) ? 'A write may have taken effect.' : 'Nothing was stored.';
    const detail = `${tellUnreachable(error)} ${effect} Try again shortly.`;
    return new Problem(DATABASE_UNAVAILABLE, detail, [], { cause: error });
  }
  if (isConflictOfTransactions(error)) {
    return new Problem(BUSY, 'Nothing was stored. Try again.', [], { cause: error });
  }
  if (isStorageUnavailable(error)) {
    return new Problem(STORAGE_UNAVAILABLE, 'The disk or the object store failed. Try again later.', [], {
      cause: error,
    });
  }
  if (error instanceof BlobMissing) {
    return new Problem(STORAGE_UNAVAILABLE, error.message, [], { cause: error });
  }
  return new Problem(INTERNAL_ERROR, 'The request could not be answered. The log names its request_id.', [], {
    cause: error,
  });
}

/** Nest and Fastify both refuse requests with errors that have a status. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}

/** RFC 9457 §3, with our `request_id`. @param request `url` is null if it could not be read */
export function problemBody(problem: Problem, request: { id: string; url: string | null }): string {
  return JSON.stringify({
    type: problemUri(problem.type),
    title: problem.type.title,
    status: problem.type.status,
    detail: problem.detail,
    instance: request.url?.split('?')[0],
    request_id: request.id,
    ...(problem.errors.length > 0 && { errors: problem.errors }),
  });
}

/** Logs one line per refusal: an error only if the fault is ours, a warning if it may be. */
export function logProblem(log: Log, problem: Problem, error: unknown, request: RefusedRequest): void {
  const { id, method, route } = request;
  const { status, code } = problem.type;
  const fields = {
    request_id: id,
    method,
    route,
    status,
    problem: code,
    ...(status >= 500 && { detail: problem.detail }),
  };
  const isOurs = [INTERNAL_ERROR, STORAGE_UNAVAILABLE].includes(problem.type);
  if (isOurs) log.error({ ...fields, err: error }, 'request failed');
  else if (problem.forOperators !== null) log.warn({ ...fields, ...problem.forOperators }, 'request refused');
  else log.info(fields, 'request refused');
}
