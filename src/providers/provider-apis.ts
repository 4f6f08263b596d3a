import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../platform/config/config.js';
import { KeyMissing } from './provider-errors.js';
import type { ReceivingApi } from './receiving.js';
import { RequestBudget } from './request-budget.js';
import { ResendReceivingApi } from './resend/receiving-api.js';
import { ResendSendingApi } from './resend/sending-api.js';
import { ResendSuppressionsApi } from './resend/suppressions-api.js';
import { ResendWebhooksApi } from './resend/webhooks-api.js';
import type { SendingApi } from './sending.js';
import type { SuppressionsApi } from './suppressions.js';
import type { WebhooksApi } from './webhooks.js';

/** All that can be asked of one provider. */
export interface ProviderApi {
  receiving: ReceivingApi;
  sending: SendingApi;
  suppressions: SuppressionsApi;
  webhooks: WebhooksApi;
}

/** Providers with an API. The others announce what they have by webhooks alone. */
const WITH_API: readonly string[] = ['resend'];

/** The APIs of the providers whose keys are configured. All who use one key share its budget of requests. */
@Injectable()
export class ProviderApis {
  private readonly apis = new Map<string, ProviderApi>();

  /** Hosts that may be reached although they are not on the public internet: the configured ones, and no others. */
  readonly trustedHosts: string[];

  constructor(config: Config, @InjectDataSource() database: DataSource) {
    this.trustedHosts = config.resendBaseUrl === null ? [] : [new URL(config.resendBaseUrl).host];
    if (config.resendApiKey !== null)
      this.apis.set('resend', resendApi(config.resendApiKey, config, database));
  }

  /** The providers that can be asked. */
  get sources(): string[] {
    return [...this.apis.keys()];
  }

  /** False when the provider cannot be asked, whatever is configured. */
  isOffered(source: string): boolean {
    return WITH_API.includes(source);
  }

  /** Null: no key is configured. */
  find(source: string): ProviderApi | null {
    return this.apis.get(source) ?? null;
  }

  /** @throws KeyMissing */
  get(source: string): ProviderApi {
    const api = this.find(source);
    if (api === null) throw new KeyMissing(`No API key of ${source} is set (RESEND_API_KEY).`);
    return api;
  }
}

function resendApi(apiKey: string, config: Config, database: DataSource): ProviderApi {
  const budget = new RequestBudget(database, apiKey, config.resendRequestsPerSecond);
  const settings = { apiKey, baseUrl: config.resendBaseUrl, budget };
  return {
    receiving: new ResendReceivingApi(settings),
    sending: new ResendSendingApi(settings),
    suppressions: new ResendSuppressionsApi(settings),
    webhooks: new ResendWebhooksApi(settings),
  };
}
