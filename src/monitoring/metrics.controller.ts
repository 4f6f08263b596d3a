import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenToAll } from '../auth/access.js';
import { Callers } from '../auth/callers.js';
import { checkScope } from '../auth/check-scope.js';
import { KEY_INVALID, KEY_MISSING, RATE_LIMITED, SCOPE_MISSING } from '../auth/problems.js';
import { Config } from '../platform/config/config.js';
import { AnswersText } from '../platform/http/answers-file.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { ROUTE_NOT_FOUND } from '../platform/problem/common-problems.js';
import { Problem } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';

@ApiTags('Health')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: Config,
    private readonly callers: Callers,
  ) {}

  /** This process's metrics in Prometheus's text format. `METRICS` opens them, requires a key, or turns them off. */
  @Get()
  @AnswersText('text/plain')
  @Refuses(ROUTE_NOT_FOUND, KEY_MISSING, KEY_INVALID, SCOPE_MISSING, RATE_LIMITED)
  @OpenToAll()
  async read(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (this.config.metrics === 'off') throw new Problem(ROUTE_NOT_FOUND, 'METRICS is off.');
    if (this.config.metrics === 'key')
      checkScope(await this.callers.of(request, reply), 'events:read', reply);
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }
}
