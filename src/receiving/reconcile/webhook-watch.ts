import { Injectable } from '@nestjs/common';
import { ReconcileBooks, type WebhookStatus } from '../../inbox/ledger/reconcile-books.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { tellFailure } from '../../platform/outages/tell-failure.js';
import { ProviderApis } from '../../providers/provider-apis.js';
import { KeyNotPermitted } from '../../providers/provider-errors.js';
import type { RegisteredWebhook } from '../../providers/webhooks.js';
import { webhooksThatLeadTo } from './our-webhooks.js';

/** The webhooks registered at the provider, or why they could not be read. */
export type WebhookFinding = { webhooks: RegisteredWebhook[] } | { error: unknown };

/**
 * Checks our webhook's state at the provider, which disables a webhook that has failed for days and then sends nothing.
 * The finding is stored beside the reconcile, so that every process can report it.
 */
@Injectable()
export class WebhookWatch {
  constructor(
    private readonly config: Config,
    private readonly apis: ProviderApis,
    private readonly books: ReconcileBooks,
    private readonly log: Log,
  ) {}

  /** Never rejects. While the provider cannot be asked, the last finding stands. */
  async look(source: string): Promise<WebhookFinding> {
    const finding = await this.ask(source);
    try {
      if ('webhooks' in finding) await this.books.noteWebhook(source, this.judge(source, finding.webhooks));
      else if (finding.error instanceof KeyNotPermitted) await this.books.noteWebhook(source, 'unknown');
      else throw finding.error;
    } catch (error) {
      await tellFailure(this.log, { source, err: error }, 'webhook status not read');
    }
    return finding;
  }

  private async ask(source: string): Promise<WebhookFinding> {
    try {
      return { webhooks: await this.apis.get(source).webhooks.registered() };
    } catch (error) {
      return { error };
    }
  }

  private judge(source: string, webhooks: RegisteredWebhook[]): WebhookStatus | null {
    return judgeWebhooks(webhooks, { source, publicUrl: this.config.publicUrl });
  }
}

/**
 * @param here.publicUrl where the provider reaches us; if it is null, every webhook with our path counts
 * @returns null if none has our path and `publicUrl` is null
 */
export function judgeWebhooks(
  registered: RegisteredWebhook[],
  here: { source: string; publicUrl: string | null },
): WebhookStatus | null {
  const ours = webhooksThatLeadTo(here, registered);
  if (ours.length === 0) return here.publicUrl === null ? null : 'missing';
  return ours.some(({ isEnabled }) => isEnabled) ? 'enabled' : 'disabled';
}
