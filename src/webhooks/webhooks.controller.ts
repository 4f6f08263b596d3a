import { isUtf8 } from 'node:buffer';
import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { OpenToAll } from '../auth/access.js';
import { InboxRecorder } from '../inbox/inbox-recorder.js';
import { INBOX_OVERLOADED } from '../inbox/problems.js';
import { Config } from '../platform/config/config.js';
import { failpoint } from '../platform/failpoint.js';
import { NOT_JSON } from '../platform/problem/common-problems.js';
import { Log } from '../platform/logging/log.js';
import { Problem } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';
import {
  SIGNATURE_INVALID,
  SOURCE_ADDRESS_REFUSED,
  SOURCE_NOT_CONFIGURED,
  SOURCE_UNKNOWN,
} from './problems.js';
import { SignatureWatch } from './signature-watch.js';
import { isAllowedAddress } from './source-addresses.js';
import { WebhookSources } from './webhook-sources.js';
import { WebhookAnswer } from './webhook.view.js';

/** Ingress: verify → record → 200. Nothing else happens in the request; no outbound call is ever made here. */
@ApiTags('Ingress')
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly config: Config,
    private readonly sources: WebhookSources,
    private readonly inbox: InboxRecorder,
    private readonly watch: SignatureWatch,
    private readonly log: Log,
  ) {}

  /** Takes a provider's signed event. 200 only after its row is committed, also for duplicates and unknown types. */
  @Post(':source')
  @HttpCode(200)
  @OpenToAll()
  @ApiBody({
    schema: { type: 'object', description: 'As the provider sends it, with its signature headers.' },
  })
  @Refuses(SOURCE_UNKNOWN, SOURCE_NOT_CONFIGURED, SIGNATURE_INVALID, SOURCE_ADDRESS_REFUSED, INBOX_OVERLOADED)
  async receive(@Param('source') source: string, @Req() request: FastifyRequest): Promise<WebhookAnswer> {
    const { provider, secrets } = this.sources.get(source);
    if (!isAllowedAddress(request.ip, this.config.webhookSourceCidrs)) {
      throw new Problem(SOURCE_ADDRESS_REFUSED, 'Webhooks are accepted from configured networks only.');
    }
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = provider.verify({ headers: request.headers, body }, secrets, {
      now: new Date(),
      toleranceSeconds: this.config.webhookToleranceSeconds,
    });
    this.watch.note(source, verdict.ok ? null : verdict.reason);
    if (!verdict.ok) {
      this.log.warn({ source, reason: verdict.reason, request_id: request.id }, 'webhook refused');
      throw new Problem(SIGNATURE_INVALID, 'No configured secret made this signature, or it is too old.');
    }
    const text = body.toString('utf8');
    const { deliveryId, type, kind, emailId, occurredAt } = provider.normalise(
      parse(text),
      verdict.deliveryId,
    );
    const payload = isUtf8(body) ? body : Buffer.from(text);
    failpoint('delivery_verified');
    const { eventId, duplicate } = await this.inbox.record({
      source,
      deliveryId,
      type,
      kind,
      emailId,
      occurredAt,
      payload,
    });
    return { received: true, event_id: eventId, duplicate };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(NOT_JSON, 'The signature is good, but the body is not JSON.', [], { cause: error });
  }
}
