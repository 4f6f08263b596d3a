import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../platform/problem/problem.js';
import { ApiKeys, type Caller } from './api-keys.js';
import { CHALLENGES } from './challenges.js';
import { type PresentedKey, presentedKey } from './key-text.js';
import { RateLimits, type SetHeader } from './limits/rate-limits.js';
import { KEY_INVALID, KEY_MISSING } from './problems.js';

/** A request, and its caller once known. */
export type CallersRequest = FastifyRequest & { caller?: Caller };

/** Identifies callers, within the limits of keys and addresses. */
@Injectable()
export class Callers {
  /** Lookups under way of keys not known yet, by their hash. */
  private readonly firsts = new Map<string, Promise<Caller | null>>();

  constructor(
    private readonly keys: ApiKeys,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Looks up once per request. Refusals say what is needed (RFC 6750 §3).
   *
   * @throws Problem key-missing, key-invalid, rate-limited
   */
  async of(request: CallersRequest, reply: FastifyReply): Promise<Caller> {
    request.caller ??= await this.identify(request, (name, value) => void reply.header(name, value));
    return request.caller;
  }

  private async identify(request: FastifyRequest, setHeader: SetHeader): Promise<Caller> {
    const key = presentedKey(request.headers.authorization);
    if (key === null) {
      this.limits.countAhead(request.ip, setHeader);
      setHeader('www-authenticate', CHALLENGES.keyMissing);
      throw new Problem(KEY_MISSING, 'Send it as `Authorization: Bearer <api key>`.');
    }
    const keyHash = key.sha256.toString('hex');
    const caller = await this.judge({ ...key, keyHash }, { address: request.ip, setHeader });
    if (caller !== null) return caller;
    this.limits.forget(keyHash);
    setHeader('www-authenticate', CHALLENGES.keyInvalid);
    throw new Problem(KEY_INVALID, 'The key is unknown, revoked or has expired.');
  }

  /**
   * If several requests present the same unknown key, only the first looks it up: if it is valid, the others then
   * present a known one.
   */
  private async judge(key: HashedKey, from: From): Promise<Caller | null> {
    while (!this.limits.isKnown(key.keyHash)) {
      const first = this.firsts.get(key.keyHash);
      if (first === undefined) return this.askFirst(key, from);
      await first;
    }
    return this.ask(key, from);
  }

  private askFirst(key: HashedKey, from: From): Promise<Caller | null> {
    const asking = this.askUnknown(key, from).finally(() => this.firsts.delete(key.keyHash));
    this.firsts.set(key.keyHash, asking);
    return asking;
  }

  private async askUnknown(key: HashedKey, from: From): Promise<Caller | null> {
    this.limits.countAhead(from.address, from.setHeader);
    let isRefused = false;
    try {
      const caller = await this.ask(key, from);
      isRefused = caller === null;
      return caller;
    } finally {
      if (!isRefused) this.limits.takeBack(from.address);
    }
  }

  private async ask(key: HashedKey, { setHeader }: From): Promise<Caller | null> {
    const caller = await this.keys.find(key);
    if (caller !== null) this.limits.spend(key.keyHash, setHeader);
    return caller;
  }
}

type HashedKey = PresentedKey & { keyHash: string };

/** The address of a request, and how to set headers on its answer. */
interface From {
  address: string;
  setHeader: SetHeader;
}
