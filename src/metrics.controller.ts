import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenToAll } from './auth/access.js';
import { ApiKeys } from './auth/api-keys.js';
import { presentedKey } from './auth/key-text.js';
import { KEY_INVALID, KEY_MISSING, SCOPE_MISSING } from './auth/problems.js';
import { Config } from './platform/config/config.js';
import { AnswersText } from './platform/http/answers-file.js';
import { Metrics } from './platform/metrics/metrics.js';
import { ROUTE_NOT_FOUND } from './platform/problem/common-problems.js';
import { Problem } from './platform/problem/problem.js';
import { Refuses } from './platform/problem/refuses.js';

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
    if (this.config.metrics === 'key') await this.checkKey(request.headers.authorization);
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }

  private async checkKey(authorization: string | undefined): Promise<void> {
    const key = presentedKey(authorization);
    if (key === null) throw new Problem(KEY_MISSING, 'Send it as `Authorization: Bearer <api key>`.');
    const caller = await this.keys.find(key);
    if (caller === null) throw new Problem(KEY_INVALID, 'The key is unknown, revoked or has expired.');
    if (!caller.scopes.includes('events:read')) {
      throw new Problem(SCOPE_MISSING, 'This needs the scope events:read.');
    }
  }
}
