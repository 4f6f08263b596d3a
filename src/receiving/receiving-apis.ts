import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Parked } from '../inbox/inbox-errors.js';
import { Config } from '../platform/config/config.js';
import type { ReceivingApi } from '../providers/receiving.js';
import { configuredResend } from '../providers/resend/configured-resend.js';
import { ResendReceivingApi } from '../providers/resend/receiving-api.js';

/** Senders of whose API for received mail there is a client. */
const FETCHABLE: readonly string[] = ['resend'];

/** The APIs of the providers from which received mail can be fetched. */
@Injectable()
export class ReceivingApis {
  private readonly apis = new Map<string, ReceivingApi>();

  /** Hosts that may be reached although they are not on the public internet: the configured ones, and no others. */
  readonly trustedHosts: string[];

  constructor(config: Config, @InjectDataSource() database: DataSource) {
    this.trustedHosts = config.resendBaseUrl === null ? [] : [new URL(config.resendBaseUrl).host];
    const resend = configuredResend(config, database);
    if (resend !== null) this.apis.set('resend', new ResendReceivingApi(resend));
  }

  /** The providers of which there is an API. */
  get sources(): string[] {
    return [...this.apis.keys()];
  }

  /** False when mail cannot be fetched from there, whatever is configured. */
  isFetchable(source: string): boolean {
    return FETCHABLE.includes(source);
  }

  /** @throws Parked `api_key_missing`: the mail waits at the provider until somebody sets the key and replays */
  get(source: string): ReceivingApi {
    const api = this.apis.get(source);
    if (api === undefined)
      throw new Parked('api_key_missing', `No API key of ${source} is set (RESEND_API_KEY).`);
    return api;
  }
}
