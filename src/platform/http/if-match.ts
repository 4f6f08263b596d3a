import { createHash } from 'node:crypto';
import {
  applyDecorators,
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { Problem, type ProblemType } from '../problem/problem.js';

/**
 * The version and a digest of the whole view: counters that we maintain ourselves change the digest, not the version.
 * We issue only strong ETags, but accept weak ones too, against RFC 9110 §13.1.1: proxies that compress (nginx does)
 * weaken ours in transit, and we compare a version, not bytes.
 */
const ETAG = /^(?:W\/)?"(\d{1,9})(?:\.[0-9a-f]+)?"$/;
const DIGEST_DIGITS = 12;

/**
 * Route parameter: the version that the caller has seen, from `If-Match`; null if any will do. An ETag that is not ours
 * matches no version.
 */
export const SeenVersion = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const ifMatch = headers['if-match']?.trim();
  if (ifMatch === undefined || ifMatch === '*') return null;
  return Number(ETAG.exec(ifMatch)?.[1] ?? -1);
});

/** @throws Problem of the given type if the caller has seen another version than the current one */
export function checkVersion(seen: number | null, version: number, changed: ProblemType): void {
  if (seen === null || seen === version) return;
  throw new Problem(changed, `It is at version ${version}; read it again and check your change.`);
}

/** In openapi.json, on an operation whose answer has an ETag. */
export const VERSIONED_EXTENSION = 'x-versioned';

/** For routes whose answer has a `version`: also sends it as an ETag. */
export const Versioned = (): MethodDecorator =>
  applyDecorators(UseInterceptors(EtagInterceptor), ApiExtension(VERSIONED_EXTENSION, true));

class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<{ version: number }>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(tap((view) => void reply.header('etag', etagOf(view))));
  }
}

function etagOf(view: { version: number }): string {
  const digest = createHash('sha256').update(JSON.stringify(view)).digest('hex');
  return `"${view.version}.${digest.slice(0, DIGEST_DIGITS)}"`;
}
