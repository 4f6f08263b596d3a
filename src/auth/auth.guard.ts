import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/problem/problem.js';
import { type Access, ACCESS } from './access.js';
import { ApiKeys, type Caller } from './api-keys.js';
import { KEY_MISSING, SCOPE_MISSING } from './problems.js';

/** Asks every request for what its route declares. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access !== undefined && 'open' in access) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { caller?: Caller }>();
    const caller = await this.keys.identify(bearerToken(request));
    if (access === undefined || !caller.scopes.includes(access.scope)) {
      throw new Problem(SCOPE_MISSING, `This needs the scope ${access?.scope ?? '(none can have it)'}.`);
    }
    request.caller = caller;
    return true;
  }
}

function bearerToken(request: FastifyRequest): string {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) {
    throw new Problem(KEY_MISSING, 'Send it as `Authorization: Bearer <api key>`.');
  }
  return token;
}
