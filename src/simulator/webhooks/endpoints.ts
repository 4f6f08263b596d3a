import type { VirtualClock } from '../clock.js';
import type { Random } from '../random.js';
import type { Webhook } from './webhook.js';

/** An endpoint is disabled if nothing gets through for this long after a first message was given up, ms (Svix). */
const DISABLE_AFTER_MS = 120 * 3_600_000;

/** A mail to the team about a failing endpoint; `GET /_sim/mails` shows them. */
export interface Notice {
  kind: 'first_failing' | 'disabled';
  webhook_id: string;
  endpoint: string;
  at: string;
  last_status: number;
}

/** The registered endpoints, and the notices about them to the team. */
export class Endpoints {
  readonly byId = new Map<string, Webhook>();
  readonly notices: Notice[] = [];

  constructor(
    private readonly clock: VirtualClock,
    private readonly random: Random,
  ) {}

  /** Registers an endpoint; without a secret it gets a new one. */
  register(endpoint: string, events: string[] | null, secret = this.random.webhookSecret()): Webhook {
    const webhook: Webhook = {
      id: this.random.uuid(),
      endpoint,
      events,
      status: 'enabled',
      createdAt: this.clock.now(),
      secrets: [{ secret, notAfterMs: null }],
      failingSinceMs: null,
      failureNoticed: false,
    };
    this.byId.set(webhook.id, webhook);
    return webhook;
  }

  all(): Webhook[] {
    return [...this.byId.values()];
  }

  noteSuccess(webhook: Webhook): void {
    webhook.failingSinceMs = null;
    webhook.failureNoticed = false;
  }

  noteFailure(webhook: Webhook, statusCode: number): void {
    if (webhook.failureNoticed) return;
    webhook.failureNoticed = true;
    this.notify('first_failing', webhook, statusCode);
  }

  /** Notes that a message was given up: starts the 120 hours, or ends them by disabling the endpoint. */
  noteExhausted(webhook: Webhook, statusCode: number): void {
    const nowMs = this.clock.nowMs();
    webhook.failingSinceMs ??= nowMs;
    if (nowMs - webhook.failingSinceMs >= DISABLE_AFTER_MS) this.disable(webhook, statusCode);
  }

  disable(webhook: Webhook, statusCode: number): void {
    webhook.status = 'disabled';
    this.notify('disabled', webhook, statusCode);
  }

  clear(): void {
    this.byId.clear();
    this.notices.length = 0;
  }

  /** Keeps the endpoints, enables them and forgets their failures. */
  forgetFailures(): void {
    this.notices.length = 0;
    for (const webhook of this.all()) {
      webhook.status = 'enabled';
      this.noteSuccess(webhook);
    }
  }

  private notify(kind: Notice['kind'], webhook: Webhook, statusCode: number): void {
    const at = this.clock.now().toISOString();
    this.notices.push({
      kind,
      webhook_id: webhook.id,
      endpoint: webhook.endpoint,
      at,
      last_status: statusCode,
    });
  }
}
