import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { configuredResend } from '../../providers/resend/configured-resend.js';
import { ResendSuppressionsApi } from '../../providers/resend/suppressions-api.js';
import type { SuppressionsApi } from '../../providers/suppressions.js';

/** The providers whose own lists can be read and changed. */
@Injectable()
export class SuppressionsApis {
  private readonly apis = new Map<string, SuppressionsApi>();

  constructor(config: Config, @InjectDataSource() database: DataSource) {
    const resend = configuredResend(config, database);
    if (resend !== null) this.apis.set('resend', new ResendSuppressionsApi(resend));
  }

  get sources(): string[] {
    return [...this.apis.keys()];
  }

  find(source: string): SuppressionsApi | null {
    return this.apis.get(source) ?? null;
  }
}
