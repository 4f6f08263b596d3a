import { Injectable } from '@nestjs/common';
import { ReconcileBooks, type WebhookStatus } from '../../inbox/ledger/reconcile-books.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { tellFailure } from '../../platform/outages/tell-failure.js';
import { ProviderApis } from '../../providers/provider-apis.js';
import { KeyNotPermitted } from '../../providers/provider-errors.js';
import type { RegisteredWebhook } from '../../providers/webhooks.js';
import { webhooksThatLeadTo } from './our-webhooks.js';

/** What the provider has registered, or why it did not say. */
export type WebhookFinding = { webhooks: RegisteredWebhook[] } | { error: unknown };

/**
 * Looks how our webhook stands at the provider, which disables one that has failed for days and then says nothing more.
 * What it finds is kept beside the reconcile, so that every process can tell.
 */
@Injectable()
export class WebhookWatch {
  constructor(
    private readonly config: Config,
    private readonly apis: ProviderApis,
    private readonly books: ReconcileBooks,
    private readonly log: Log,
  ) {}

  /** Never rejects: while the provider cannot be asked, what was seen last stands. */
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
 * @param here.publicUrl where the provider reaches us; when it is not known, every webhook with our path counts
 * @returns null when none has our path and nobody says where we are
 */
export function judgeWebhooks(
  registered: RegisteredWebhook[],
  here: { source: string; publicUrl: string | null },
): WebhookStatus | null {
  const ours = webhooksThatLeadTo(here, registered);
  if (ours.length === 0) return here.publicUrl === null ? null : 'missing';
  return ours.some(({ isEnabled }) => isEnabled) ? 'enabled' : 'disabled';
}
