import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../logging/log.js';
import { BODY_TOO_LARGE, METHOD_NOT_ALLOWED, ROUTE_NOT_FOUND } from './common-problems.js';
import { logProblem, PROBLEM_MEDIA_TYPE, problemBody, toProblem } from './problem-answer.js';
import { Problem } from './problem.js';

/** Turns anything thrown in a request into `application/problem+json` (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** @param allowed the methods that a path answers to */
  constructor(
    private readonly log: Log,
    private readonly allowed: { of: (path: string) => string[] },
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.orOtherMethods(orLimit(toProblem(error), request), request, reply);
    const { id, method, url } = request;
    const refused = { id, method, url, route: request.routeOptions.url ?? null };
    logProblem(this.log, problem, error, refused);
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (problem.retryAfterSeconds !== null) reply.header('retry-after', problem.retryAfterSeconds);
    void reply
      .status(problem.type.status)
      .header('content-type', PROBLEM_MEDIA_TYPE)
      .send(problemBody(problem, refused));
  }

  /** A path that exists, but only for other methods: 405, and the allowed ones. */
  private orOtherMethods(problem: Problem, request: FastifyRequest, reply: FastifyReply): Problem {
    if (problem.type !== ROUTE_NOT_FOUND) return problem;
    const methods = this.allowed.of(request.url.split('?')[0]!);
    if (methods.length === 0 || methods.includes(request.method)) return problem;
    reply.header('allow', methods.join(', '));
    return new Problem(METHOD_NOT_ALLOWED, `${request.method} is none of ${methods.join(', ')}.`);
  }
}

/** Fastify says that a body is too large, but not how large it may be. */
function orLimit(problem: Problem, { routeOptions }: FastifyRequest): Problem {
  const isFastifys = problem.type === BODY_TOO_LARGE && problem.cause !== undefined;
  return isFastifys
    ? new Problem(BODY_TOO_LARGE, `It may have ${routeOptions.bodyLimit} bytes here.`)
    : problem;
}
