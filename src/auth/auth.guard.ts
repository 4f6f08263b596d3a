import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../platform/problem/problem.js';
import { type Access, ACCESS } from './access.js';
import { ApiKeys, type Caller } from './api-keys.js';
import { CHALLENGES } from './challenges.js';
import { presentedKey } from './key-text.js';
import { RateLimits, type SetHeader } from './limits/rate-limits.js';
import { KEY_INVALID, KEY_MISSING, SCOPE_MISSING } from './problems.js';

/** Asks every request for what its route declares. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access !== undefined && 'open' in access) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { caller?: Caller }>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const caller = await this.identify(request, (name, value) => void reply.header(name, value));
    if (access === undefined || !caller.scopes.includes(access.scope)) {
      reply.header('www-authenticate', CHALLENGES.scopeMissing(access?.scope ?? ''));
      throw new Problem(SCOPE_MISSING, `This needs the scope ${access?.scope ?? '(none can have it)'}.`);
    }
    request.caller = caller;
    return true;
  }

  /** Refusals say how to do it right (RFC 6750 §3). */
  private async identify(request: FastifyRequest, setHeader: SetHeader): Promise<Caller> {
    const key = presentedKey(request.headers.authorization);
    const keyHash = key?.sha256.toString('hex') ?? null;
    this.limits.checkAddress(request.ip, keyHash, setHeader);
    const caller = key === null ? null : await this.keys.find(key);
    if (caller === null) this.limits.countRefusal(request.ip);
    if (keyHash === null) {
      setHeader('www-authenticate', CHALLENGES.keyMissing);
      throw new Problem(KEY_MISSING, 'Send it as `Authorization: Bearer <api key>`.');
    }
    if (caller === null) {
      setHeader('www-authenticate', CHALLENGES.keyInvalid);
      throw new Problem(KEY_INVALID, 'The key is unknown, revoked or has expired.');
    }
    this.limits.spend(keyHash, setHeader);
    return caller;
  }
}
