import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { returning } from '../../platform/database/returning.js';
import { addressKey } from '../address-key.js';

/** A change of a provider's list, as reported by one of its events. */
export interface ListChange {
  source: string;
  address: string;
  /** `bounce`, `complaint` or `manual`. */
  origin: string;
  at: Date;
}

/** What we know of the providers' own lists. */
@Injectable()
export class ProviderList {
  constructor(private readonly config: Config) {}

  /** @returns true if the entry is the echo of our own call and therefore proves nothing */
  async added(tx: EntityManager, { source, address, origin, at }: ListChange): Promise<boolean> {
    const [row] = await tx.query<{ isEcho: boolean }[]>(
      `INSERT INTO provider_suppressions AS known (source, address, origin, is_present, created_at, changed_at)
       VALUES ($1, $2, $3, true, $4, $4)
       ON CONFLICT (source, address) DO UPDATE
         SET is_present = CASE WHEN known.changed_at <= excluded.changed_at THEN true ELSE known.is_present END,
             origin = excluded.origin, created_at = excluded.created_at, refusal = NULL,
             changed_at = greatest(known.changed_at, excluded.changed_at)
       RETURNING pushed_at IS NOT NULL AND origin = 'manual' AS "isEcho"`,
      [source, addressKey(address), origin, at],
    );
    return row!.isEcho;
  }

  /** @returns false if our list wins, so that the entry stays here and is added to theirs again */
  async removed(tx: EntityManager, { source, address, at }: ListChange): Promise<boolean> {
    await returning(
      tx,
      `UPDATE provider_suppressions SET is_present = false, changed_at = $3, pushed_at = NULL
       WHERE source = $1 AND address = $2 AND changed_at <= $3 RETURNING address`,
      [source, addressKey(address), at],
    );
    return this.config.suppressionMirror !== 'postroom';
  }
}
