import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../platform/problem/problem.js';
import { ApiKeys, type Caller } from './api-keys.js';
import { CHALLENGES } from './challenges.js';
import { presentedKey } from './key-text.js';
import { RateLimits, type SetHeader } from './limits/rate-limits.js';
import { KEY_INVALID, KEY_MISSING } from './problems.js';

/** A request, and who makes it once that is known. */
export type CallersRequest = FastifyRequest & { caller?: Caller };

/** Finds out who calls, within the limits of keys and addresses. */
@Injectable()
export class Callers {
  constructor(
    private readonly keys: ApiKeys,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Looks once for each request. Refusals say how to do it right (RFC 6750 §3).
   *
   * @throws Problem key-missing, key-invalid, rate-limited
   */
  async of(request: CallersRequest, reply: FastifyReply): Promise<Caller> {
    request.caller ??= await this.identify(request, (name, value) => void reply.header(name, value));
    return request.caller;
  }

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
