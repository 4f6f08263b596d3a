import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { baseUrl, Config } from '../../platform/config/config.js';
import type { EntryKey } from '../entries.js';
import { newEvidence } from '../new-evidence.js';
import { Suppressions } from '../suppressions.js';
import { UnsubscribeKeys } from './unsubscribe-keys.js';
import { readToken, signToken } from './unsubscribe-token.js';

/** Links by which recipients take themselves off (RFC 8058). */
@Injectable()
export class UnsubscribeLinks {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly config: Config,
    private readonly suppressions: Suppressions,
    private readonly keys: UnsubscribeKeys,
  ) {}

  /** @returns the links in the order of the entries */
  async make(entries: readonly EntryKey[]): Promise<string[]> {
    const [newest] = await this.keys.all();
    return entries.map((entry) => `${baseUrl(this.config)}/unsubscribe/${signToken(entry, newest!)}`);
  }

  /** Whom a token names; null when it is forged. */
  async read(token: string): Promise<EntryKey | null> {
    return readToken(token, await this.keys.all());
  }

  /** A click counts once, however often it is repeated, until somebody takes the address off the list again. */
  async unsubscribe({ address, scope }: EntryKey): Promise<void> {
    await this.database.transaction((tx) =>
      this.suppressions.recordDecision(tx, { address, scope }, 'one_click', (occurredAt, { releasedAt }) =>
        newEvidence({
          address,
          scope,
          key: `one_click:${releasedAt?.toISOString() ?? ''}`,
          kind: 'unsubscribe',
          occurredAt,
          source: 'one_click',
        }),
      ),
    );
  }
}
