import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenToAll } from '../auth/access.js';
import { ApiKeys } from '../auth/api-keys.js';
import { CHALLENGES } from '../auth/challenges.js';
import { presentedKey } from '../auth/key-text.js';
import { KEY_INVALID, KEY_MISSING, SCOPE_MISSING } from '../auth/problems.js';
import { Config } from '../platform/config/config.js';
import { AnswersText } from '../platform/http/answers-file.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { ROUTE_NOT_FOUND } from '../platform/problem/common-problems.js';
import { Problem, type ProblemType } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';

const NEEDED_SCOPE = 'events:read';

@ApiTags('Health')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: Config,
    private readonly keys: ApiKeys,
  ) {}

  /** What this process measures, in Prometheus' text format. `METRICS` says whether it is open, needs a key, or is off. */
  @Get()
  @AnswersText('text/plain')
  @Refuses(ROUTE_NOT_FOUND, KEY_MISSING, KEY_INVALID, SCOPE_MISSING)
  @OpenToAll()
  async read(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (this.config.metrics === 'off') throw new Problem(ROUTE_NOT_FOUND, 'METRICS is off.');
    if (this.config.metrics === 'key') await this.checkKey(request, reply);
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }

  private async checkKey(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const refuse = (problem: ProblemType, detail: string, challenge: string) => {
      void reply.header('www-authenticate', challenge);
      return new Problem(problem, detail);
    };
    const key = presentedKey(request.headers.authorization);
    if (key === null)
      throw refuse(KEY_MISSING, 'Send it as `Authorization: Bearer <api key>`.', CHALLENGES.keyMissing);
    const caller = await this.keys.find(key);
    if (caller === null)
      throw refuse(KEY_INVALID, 'The key is unknown, revoked or has expired.', CHALLENGES.keyInvalid);
    if (!caller.scopes.includes(NEEDED_SCOPE))
      throw refuse(
        SCOPE_MISSING,
        `This needs the scope ${NEEDED_SCOPE}.`,
        CHALLENGES.scopeMissing(NEEDED_SCOPE),
      );
  }
}
