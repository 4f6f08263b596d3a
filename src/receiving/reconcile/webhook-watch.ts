import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { ReconcileBooks, type WebhookStatus } from '../../inbox/ledger/reconcile-books.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { KeyNotPermitted } from '../../providers/provider-errors.js';
import { type RegisteredWebhook, ResendWebhooksApi } from '../../providers/resend/webhooks-api.js';
import { SharedBudget } from '../../providers/shared-budget.js';

/**
 * Looks how our webhook stands at the provider, which disables one that has failed for days and then says nothing more.
 * What it finds is kept beside the reconcile, so that every process can tell.
 */
@Injectable()
export class WebhookWatch {
  constructor(
    private readonly config: Config,
    @InjectDataSource() private readonly database: DataSource,
    private readonly books: ReconcileBooks,
    private readonly log: Log,
  ) {}

  /** Never rejects: while the provider cannot be asked, what was seen last stands. */
  async look(source: string): Promise<void> {
    try {
      await this.books.noteWebhook(source, await this.statusOf(source));
    } catch (error) {
      this.log.warn({ source, err: error }, 'webhook status not read');
    }
  }

  private async statusOf(source: string): Promise<WebhookStatus | null> {
    try {
      return judgeWebhooks(await this.list(), { source, publicUrl: this.config.publicUrl });
    } catch (error) {
      if (error instanceof KeyNotPermitted) return 'unknown';
      throw error;
    }
  }

  private list(): Promise<RegisteredWebhook[]> {
    const { resendApiKey: apiKey, resendBaseUrl, resendRequestsPerSecond } = this.config;
    const budget = new SharedBudget(this.database, apiKey!, resendRequestsPerSecond);
    return new ResendWebhooksApi({ apiKey: apiKey!, baseUrl: resendBaseUrl ?? undefined, budget }).list();
  }
}

/**
 * @param here.publicUrl where the provider reaches us; when it is not known, every webhook with our path counts
 * @returns null when none has our path and nobody says where we are
 */
export function judgeWebhooks(
  registered: RegisteredWebhook[],
  { source, publicUrl }: { source: string; publicUrl: string | null },
): WebhookStatus | null {
  const path = `/webhooks/${source}`;
  const url = publicUrl === null ? null : publicUrl.replace(/\/+$/, '') + path;
  const ours = registered.filter(({ endpoint }) =>
    url === null ? endpoint.endsWith(path) : endpoint === url,
  );
  if (ours.length === 0) return url === null ? null : 'missing';
  return ours.some(({ isEnabled }) => isEnabled) ? 'enabled' : 'disabled';
}
