import { isUtf8 } from 'node:buffer';
import { Injectable } from '@nestjs/common';
import { InboxRecorder } from '../inbox/inbox-recorder.js';
import { Config } from '../platform/config/config.js';
import { failpoint } from '../platform/failpoint.js';
import { NOT_JSON } from '../platform/problem/common-problems.js';
import { Problem } from '../platform/problem/problem.js';
import type { SignedRequest } from '../providers/provider.js';
import { SIGNATURE_INVALID } from './problems.js';
import { SignatureWatch } from './signature-watch.js';
import type { WebhookSource } from './webhook-sources.js';
import type { WebhookAnswer } from './webhook.view.js';

/** Verify → record → answer. Nothing else happens in the request; no outbound call is ever made here. */
@Injectable()
export class Ingress {
  constructor(
    private readonly config: Config,
    private readonly inbox: InboxRecorder,
    private readonly watch: SignatureWatch,
  ) {}

  /**
   * Resolves after the event's row is committed.
   *
   * @throws Problem signature-invalid, not-json, inbox-overloaded: nothing was stored; or the database's error
   */
  async take(source: WebhookSource, request: SignedRequest): Promise<WebhookAnswer> {
    const { provider } = source;
    const signedId = this.verify(source, request);
    const text = request.body.toString('utf8');
    const identity = provider.identify(parse(text), signedId);
    const { deliveryId, type, kind, emailId, occurredAt } = identity;
    const payload = isUtf8(request.body) ? request.body : Buffer.from(text);
    failpoint('delivery_verified');
    const { eventId, duplicate } = await this.inbox.record({
      source: provider.id,
      deliveryId,
      type,
      kind,
      emailId,
      occurredAt,
      payload,
    });
    return { received: true, event_id: eventId, duplicate };
  }

  /** @returns the delivery's id, if the headers have one */
  private verify({ provider, secrets }: WebhookSource, request: SignedRequest): string | null {
    const verdict = provider.verify(request, secrets, {
      now: new Date(),
      toleranceSeconds: this.config.webhookToleranceSeconds,
    });
    this.watch.note(provider.id, verdict.ok ? null : verdict.reason);
    if (verdict.ok) return verdict.deliveryId;
    const { reason, detail } = verdict;
    throw new Problem(SIGNATURE_INVALID, detail, [], {
      forOperators: { source: provider.id, reason, detail },
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(NOT_JSON, 'The signature is good, but the body is not JSON.', [], { cause: error });
  }
}
