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

/** The APIs of one provider. */
export interface ProviderApi {
  receiving: ReceivingApi;
  sending: SendingApi;
  suppressions: SuppressionsApi;
  webhooks: WebhooksApi;
}

/** Providers with an API. The others only send webhooks. */
const WITH_API: readonly string[] = ['resend'];

/** The APIs of the providers whose keys are configured. All callers with the same key share its request budget. */
@Injectable()
export class ProviderApis {
  private readonly apis = new Map<string, ProviderApi>();

  /** The configured hosts: only these may be reached although they are not on the public internet. */
  readonly trustedHosts: string[];

  constructor(config: Config, @InjectDataSource() database: DataSource) {
    this.trustedHosts = config.resendBaseUrl === null ? [] : [new URL(config.resendBaseUrl).host];
    if (config.resendApiKey !== null)
      this.apis.set('resend', resendApi(config.resendApiKey, config, database));
  }

  /** The providers whose keys are configured. */
  get sources(): string[] {
    return [...this.apis.keys()];
  }

  /** False if the provider has no API, whatever is configured. */
  isOffered(source: string): boolean {
    return WITH_API.includes(source);
  }

  /** Null if no key is configured. */
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
