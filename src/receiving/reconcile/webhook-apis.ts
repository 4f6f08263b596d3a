import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { configuredResend } from '../../providers/resend/configured-resend.js';
import { ResendWebhooksApi } from '../../providers/resend/webhooks-api.js';

/** The APIs of the providers that tell of their webhooks. They share the budget of all who use the same key. */
@Injectable()
export class WebhookApis {
  private readonly apis = new Map<string, ResendWebhooksApi>();

  constructor(config: Config, @InjectDataSource() database: DataSource) {
    const resend = configuredResend(config, database);
    if (resend !== null) this.apis.set('resend', new ResendWebhooksApi(resend));
  }

  /** @throws Error for a source without an API: only those that have one are reconciled */
  get(source: string): ResendWebhooksApi {
    const api = this.apis.get(source);
    if (api === undefined) throw new Error(`No API tells of the webhooks of ${source}.`);
    return api;
  }
}
