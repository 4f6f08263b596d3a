import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { RateBudget } from '../../providers/rate-budget.js';
import { ResendSuppressionsApi } from '../../providers/resend/suppressions-api.js';
import type { SuppressionsApi } from '../../providers/suppressions.js';

/**
 * The mirror's share of our requests. It comes on top of what fetching mail may use: with the default of 8 a second
 * both together stay at 9 of the 10 that Resend allows.
 */
const SHARE_OF_REQUESTS = 1 / 8;

/** The providers whose own lists can be read and changed. */
@Injectable()
export class SuppressionsApis {
  private readonly apis = new Map<string, SuppressionsApi>();

  constructor(config: Config) {
    if (config.resendApiKey === null) return;
    const budget = new RateBudget(config.resendRequestsPerSecond * SHARE_OF_REQUESTS);
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
