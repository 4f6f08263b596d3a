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
 * Version and a digest of the whole view: counters that we keep ourselves change the digest and not the version. We give strong
 * ones alone, and take a weak one too, against RFC 9110 §13.1.1: proxies that compress weaken ours on its way (nginx does), and
 * what is compared is a version, not bytes.
 */
const ETAG = /^(?:W\/)?"(\d{1,9})(?:\.[0-9a-f]+)?"$/;
const DIGEST_DIGITS = 12;

/**
 * Parameter of a route: the version that the caller has seen, from `If-Match`; null when it does not matter. An ETag that
 * is none of ours matches no version.
 */
export const SeenVersion = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const ifMatch = headers['if-match']?.trim();
  if (ifMatch === undefined || ifMatch === '*') return null;
  return Number(ETAG.exec(ifMatch)?.[1] ?? -1);
});

/** @throws Problem of the given type when the caller has seen another version than there is */
export function checkVersion(seen: number | null, version: number, changed: ProblemType): void {
  if (seen === null || seen === version) return;
  throw new Problem(changed, `It is at version ${version}; read it again and decide anew.`);
}

/** In openapi.json, at an operation whose answer has an ETag. */
export const VERSIONED_EXTENSION = 'x-versioned';

/** For routes whose answer has a `version`: also says it as an ETag. */
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
