import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { mayHaveHadEffect } from '../database/database-errors.js';
import { Log } from '../logging/log.js';
import { tellFailure } from '../outages/tell-failure.js';
import { INTERNAL_ERROR } from '../problem/common-problems.js';
import { toProblem } from '../problem/problem-answer.js';
import { Problem } from '../problem/problem.js';
import { KeptAnswers } from './kept-answers.js';
import {
  IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_REUSED,
  OUTCOME_UNKNOWN,
  REQUEST_UNDER_WAY,
} from './problems.js';
import { type KeptAnswer, seal, unseal } from './sealed-answer.js';

/** Printable ASCII (draft-ietf-httpapi-idempotency-key-header-07 §2.1), quoted or not. */
const KEY_FORM = /^[\x21-\x7e]{1,255}$/;

/** How long a repeated request waits for the first one's answer. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** Response headers that describe the result rather than the exchange. */
const KEPT_HEADERS = ['content-type', 'etag', 'location', 'preference-applied'];

/** Request headers that are part of what is asked: sender and recipients of a mail that is handed in. */
const ASKING_HEADERS = ['x-envelope-from', 'x-envelope-to'];

/** Methods that change nothing, and so need no key (RFC 9110 §9.2.1). */
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
  keyHash: Buffer;
  /** The caller's Authorization header, which seals the answer. */
  secret: string;
}

/**
 * Answers a write that repeats an `Idempotency-Key` within 24 hours as the first one was answered, even if both arrive
 * at once in different processes. A refused request had no effect and frees its key. A request that failed on our side,
 * or whose connection to the database was lost, may have had an effect, so it keeps the key, as does one whose process
 * died.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly answers: KeptAnswers,
    private readonly log: Log,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { caller?: unknown }>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || request.caller === undefined || SAFE_METHODS.includes(request.method)) {
      return next.handle();
    }
    if (typeof key !== 'string' || !KEY_FORM.test(key)) {
      throw new Problem(IDEMPOTENCY_KEY_INVALID, 'Send 1 to 255 printable ASCII characters without a space.');
    }
    if (request.body instanceof Readable) {
      throw new Problem(IDEMPOTENCY_KEY_INVALID, 'A streamed body takes no key; sending it again is safe.');
    }
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const secret = request.headers.authorization ?? '';
    return from(this.once({ request, reply, secret, keyHash: digest(secret, key) }, next));
  }

  private async once(exchange: Exchange, next: CallHandler): Promise<unknown> {
    const requestHash = hashOfRequest(exchange.request);
    for (const until = performance.now() + WAIT_MS; performance.now() < until; await pause(LOOK_EVERY_MS)) {
      const standing = await this.answers.begin(exchange.keyHash, requestHash);
      if (standing.kind === 'ours') return this.run(exchange, next);
      if (standing.kind === 'answered') return repeat(exchange, standing.answer);
      if (standing.kind === 'other_request') {
        throw new Problem(IDEMPOTENCY_KEY_REUSED, 'Use a new key for a new request.');
      }
      if (standing.kind === 'broke_off') {
        throw new Problem(OUTCOME_UNKNOWN, 'Look at what exists, then decide and use a new key.');
      }
    }
    throw new Problem(REQUEST_UNDER_WAY, 'Its answer is not there yet. Send it again in a moment.');
  }

  private async run(exchange: Exchange, next: CallHandler): Promise<unknown> {
    const { keyHash, secret, reply } = exchange;
    const stopKeepingAlive = this.answers.keepAlive(keyHash);
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      if (isRefusal(error)) await this.note(this.answers.giveUp(keyHash));
      else void this.note(this.answers.breakOff(keyHash)); // not awaited: the database may be what failed
      throw error;
    } finally {
      stopKeepingAlive();
    }
    const answer: KeptAnswer = { status: reply.statusCode, headers: keptHeaders(reply), body };
    await this.note(this.answers.keep(keyHash, seal(answer, secret, keyHash)));
    return body;
  }

  /** A failure is only logged: the request has its outcome, and a repeated one is told that the key is under way. */
  private async note(writing: Promise<void>): Promise<void> {
    await writing.catch((err: unknown) => void tellFailure(this.log, { err }, 'idempotency key not settled'));
  }
}

/** Whether the request certainly had no effect. */
const isRefusal = (error: unknown): boolean =>
  !mayHaveHadEffect(error) && toProblem(error).type !== INTERNAL_ERROR;

function repeat({ reply, secret, keyHash }: Exchange, sealed: Buffer): unknown {
  const { status, headers, body } = unseal(sealed, secret, keyHash);
  void reply.status(status).headers(headers).header('idempotent-replayed', 'true');
  return body;
}

function keptHeaders(reply: FastifyReply): Record<string, string> {
  const all = reply.getHeaders();
  return Object.fromEntries(
    KEPT_HEADERS.filter((name) => all[name] !== undefined).map((name) => [name, String(all[name])]),
  );
}

/** Method, URL, body and asking headers; white space in a JSON body does not matter. */
function hashOfRequest({ method, url, headers, body }: FastifyRequest): Buffer {
  const asked = ASKING_HEADERS.flatMap((name) => (name in headers ? [name, String(headers[name])] : []));
  return digest(method, url, Buffer.isBuffer(body) ? body : (JSON.stringify(body) ?? ''), ...asked);
}

/** Each part is preceded by its length, so that parts cannot run into each other. */
function digest(...parts: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest();
}
