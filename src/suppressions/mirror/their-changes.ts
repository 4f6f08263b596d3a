import type { DataSource } from 'typeorm';
import { PermanentProviderError, ProviderError } from '../../providers/provider-errors.js';
import type { MirrorRun } from './mirror-run.js';

/** After so many refusals in a row, the provider refuses more than single addresses. */
const REFUSALS_IN_A_ROW = 10;

/**
 * What a comparison changes on the provider's list. After a failure it tries no more changes there, but still changes
 * our list.
 */
export class TheirChanges {
  refused = 0;
  /** Why no more changes are made there; null while they are. */
  trouble: string | null = null;
  private refusedInARow = 0;

  constructor(
    private readonly database: DataSource,
    private readonly run: MirrorRun,
  ) {}

  /**
   * Marks the addresses before the call, so that the event by which the provider echoes it is recognised. One refused
   * address makes its whole batch fail, so a failed batch is halved until that address stands alone.
   *
   * @returns the addresses that the provider accepted
   */
  async add(addresses: string[]): Promise<string[]> {
    if (addresses.length === 0 || this.trouble !== null) return [];
    await this.database.query(
      `INSERT INTO provider_suppressions (source, address, origin, is_present, created_at, changed_at, pushed_at)
       SELECT $1, address, 'manual', false, now(), '-infinity', now() FROM unnest($2::text[]) AS address
       ON CONFLICT (source, address) DO UPDATE SET pushed_at = now(), origin = 'manual'`,
      [this.run.source, addresses],
    );
    try {
      await this.run.api.add(addresses);
    } catch (error) {
      if (!(error instanceof PermanentProviderError)) return this.giveUp(error);
      if (addresses.length === 1) return this.refuse(addresses[0]!, error);
      const half = Math.ceil(addresses.length / 2);
      return [...(await this.add(addresses.slice(0, half))), ...(await this.add(addresses.slice(half)))];
    }
    this.refusedInARow = 0;
    return addresses;
  }

  /** @returns the addresses that the provider removed */
  async remove(addresses: string[]): Promise<string[]> {
    if (addresses.length === 0 || this.trouble !== null) return [];
    try {
      await this.run.api.remove(addresses);
      return addresses;
    } catch (error) {
      return this.giveUp(error);
    }
  }

  private giveUp(error: unknown): string[] {
    if (!(error instanceof ProviderError)) throw error;
    this.trouble = error.message;
    return [];
  }

  private async refuse(address: string, { message }: Error): Promise<string[]> {
    this.refused += 1;
    this.refusedInARow += 1;
    if (this.refusedInARow === REFUSALS_IN_A_ROW)
      this.trouble = `They take none of our addresses. ${message}`;
    await this.database.query(
      `UPDATE provider_suppressions SET refusal = $3, refused_at = now(), pushed_at = NULL
       WHERE source = $1 AND address = $2`,
      [this.run.source, address, message],
    );
    return [];
  }
}
