import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { OpenToAll } from '../auth/access.js';
import { INBOX_OVERLOADED } from '../inbox/problems.js';
import { Config } from '../platform/config/config.js';
import { Problem } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';
import { Ingress } from './ingress.js';
import {
  SIGNATURE_INVALID,
  SOURCE_ADDRESS_REFUSED,
  SOURCE_NOT_CONFIGURED,
  SOURCE_UNKNOWN,
} from './problems.js';
import { isAllowedAddress } from './source-addresses.js';
import { WebhookSources } from './webhook-sources.js';
import { WebhookAnswer } from './webhook.view.js';

/** Webhooks that cannot take the short path (`short-path.ts`), and the API description of all webhooks. */
@ApiTags('Ingress')
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly config: Config,
    private readonly sources: WebhookSources,
    private readonly ingress: Ingress,
  ) {}

  /** Accepts a provider's signed event. Answers 200 once the event is stored, also for duplicates and unknown types. */
  @Post(':source')
  @HttpCode(200)
  @OpenToAll()
  @ApiBody({
    schema: { type: 'object', description: 'As the provider sends it, with its signature headers.' },
  })
  @Refuses(SOURCE_UNKNOWN, SOURCE_NOT_CONFIGURED, SIGNATURE_INVALID, SOURCE_ADDRESS_REFUSED, INBOX_OVERLOADED)
  receive(@Param('source') id: string, @Req() request: FastifyRequest): Promise<WebhookAnswer> {
    const source = this.sources.get(id);
    if (!isAllowedAddress(request.ip, this.config.webhookSourceCidrs)) {
      throw new Problem(SOURCE_ADDRESS_REFUSED, 'Webhooks are accepted from configured networks only.');
    }
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    return this.ingress.take(source, { headers: request.headers, body });
  }
}
