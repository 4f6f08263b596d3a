import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { type Access, ACCESS } from './access.js';
import { Callers, type CallersRequest } from './callers.js';
import { checkScope } from './check-scope.js';

/** Enforces on every request the access that its route declares. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access !== undefined && 'open' in access) return true;
    const request = context.switchToHttp().getRequest<CallersRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    checkScope(await this.callers.of(request, reply), access?.scope ?? null, reply);
    return true;
  }
}
