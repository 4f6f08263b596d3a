import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { ResendSendingApi } from '../../providers/resend/sending-api.js';
import type { SendingApi } from '../../providers/sending.js';
import { SharedBudget } from '../../providers/shared-budget.js';

/** The APIs of the providers by which mail is sent. */
@Injectable()
export class SendingApis {
  private readonly apis = new Map<string, SendingApi>();

  constructor(
    { resendApiKey: apiKey, resendBaseUrl, resendRequestsPerSecond }: Config,
    @InjectDataSource() database: DataSource,
  ) {
    if (apiKey === null) return;
    const budget = new SharedBudget(database, apiKey, resendRequestsPerSecond);
    this.apis.set('resend', new ResendSendingApi({ apiKey, baseUrl: resendBaseUrl ?? undefined, budget }));
  }

  /** Null: no key is configured, and the mail waits until there is one. */
  find(source: string): SendingApi | null {
    return this.apis.get(source) ?? null;
  }
}
