import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { ResendSuppressionsApi } from '../../providers/resend/suppressions-api.js';
import { SharedBudget } from '../../providers/shared-budget.js';
import type { SuppressionsApi } from '../../providers/suppressions.js';

/** The providers whose own lists can be read and changed. */
@Injectable()
export class SuppressionsApis {
  private readonly apis = new Map<string, SuppressionsApi>();

  constructor(config: Config, @InjectDataSource() database: DataSource) {
    if (config.resendApiKey === null) return;
    const budget = new SharedBudget(database, config.resendApiKey, config.resendRequestsPerSecond);
    const baseUrl = config.resendBaseUrl ?? undefined;
    this.apis.set('resend', new ResendSuppressionsApi({ apiKey: config.resendApiKey, baseUrl, budget }));
  }

  get sources(): string[] {
    return [...this.apis.keys()];
  }

  find(source: string): SuppressionsApi | null {
    return this.apis.get(source) ?? null;
  }
}
