import { Injectable } from '@nestjs/common';
import { baseUrl, Config } from '../../platform/config/config.js';
import type { EntryKey } from '../entries.js';
import { UnsubscribeKeys } from './unsubscribe-keys.js';
import { readToken, signToken } from './unsubscribe-token.js';

/** Links with which recipients unsubscribe (RFC 8058). */
@Injectable()
export class UnsubscribeLinks {
  constructor(
    private readonly config: Config,
    private readonly keys: UnsubscribeKeys,
  ) {}

  /** @returns the links in the order of the entries */
  async make(entries: readonly EntryKey[]): Promise<string[]> {
    const [newest] = await this.keys.all();
    return entries.map((entry) => `${baseUrl(this.config)}/unsubscribe/${signToken(entry, newest!)}`);
  }

  /** The entry that a token names; null if it is forged. */
  async read(token: string): Promise<EntryKey | null> {
    return readToken(token, await this.keys.all());
  }
}
