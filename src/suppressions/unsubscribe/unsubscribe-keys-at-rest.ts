import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Resealing } from '../../platform/secrets/resealing.js';
import { SecretSeal } from '../../platform/secrets/secret-seal.js';
import { placeOf } from './unsubscribe-keys.js';

interface KeyRow {
  id: number;
  secret: string;
}

/** Keeps the keys of unsubscribe links sealed under the current secret. */
@Injectable()
export class UnsubscribeKeysAtRest {
  constructor(
    private readonly sealing: SecretSeal,
    resealing: Resealing,
  ) {
    resealing.watch({
      table: 'unsubscribe_keys',
      findStale: (db) => this.findStale(db),
      reseal: (tx, id) => this.reseal(tx, id),
    });
  }

  private async findStale(db: EntityManager): Promise<string[]> {
    const rows = await db.query<KeyRow[]>('SELECT id, secret FROM unsubscribe_keys ORDER BY id');
    return rows.filter(({ secret }) => !this.sealing.isCurrent(secret)).map(({ id }) => String(id));
  }

  private async reseal(tx: EntityManager, id: string): Promise<void> {
    const rows = await tx.query<KeyRow[]>(
      'SELECT id, secret FROM unsubscribe_keys WHERE id = $1 FOR UPDATE',
      [id],
    );
    for (const { secret } of rows) {
      const resealed = this.sealing.reseal(secret, placeOf(id));
      await tx.query('UPDATE unsubscribe_keys SET secret = $2 WHERE id = $1', [id, resealed]);
    }
  }
}
