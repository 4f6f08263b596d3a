import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { configuredResend } from '../../providers/resend/configured-resend.js';
import { ResendSendingApi } from '../../providers/resend/sending-api.js';
import type { SendingApi } from '../../providers/sending.js';

/** The APIs of the providers by which mail is sent. */
@Injectable()
export class SendingApis {
  private readonly apis = new Map<string, SendingApi>();

  constructor(config: Config, @InjectDataSource() database: DataSource) {
    const resend = configuredResend(config, database);
    if (resend !== null) this.apis.set('resend', new ResendSendingApi(resend));
  }

  /** Null: no key is configured, and the mail waits until there is one. */
  find(source: string): SendingApi | null {
    return this.apis.get(source) ?? null;
  }
}
