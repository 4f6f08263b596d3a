import type { FastifyReply } from 'fastify';
import { Problem } from '../platform/problem/problem.js';
import type { Caller } from './api-keys.js';
import { CHALLENGES } from './challenges.js';
import { SCOPE_MISSING } from './problems.js';
import type { Scope } from './scopes.js';

/** @param needed null if no scope is sufficient; @throws Problem scope-missing */
export function checkScope({ scopes }: Caller, needed: Scope | null, reply: FastifyReply): void {
  if (needed !== null && scopes.includes(needed)) return;
  reply.header('www-authenticate', CHALLENGES.scopeMissing(needed ?? ''));
  throw new Problem(SCOPE_MISSING, `This needs the scope ${needed ?? '(none can have it)'}.`);
}
