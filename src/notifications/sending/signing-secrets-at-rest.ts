import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Resealing } from '../../platform/secrets/resealing.js';
import { SecretSeal } from '../../platform/secrets/secret-seal.js';
import type { SigningSecret } from '../webhook-endpoint.entity.js';
import { isValid, placeOf } from './signing-secrets.js';

/** Keeps the receivers' secrets under the current key, and none that signs no more: it need not be readable. */
@Injectable()
export class SigningSecretsAtRest {
  constructor(
    private readonly sealing: SecretSeal,
    resealing: Resealing,
  ) {
    resealing.watch({
      table: 'webhook_endpoints',
      findStale: (db) => this.findStale(db),
      reseal: (tx, id) => this.reseal(tx, id),
    });
  }

  private async findStale(db: EntityManager): Promise<string[]> {
    const rows = await db.query<{ id: string; secrets: SigningSecret[] }[]>(
      'SELECT id, secrets FROM webhook_endpoints ORDER BY id',
    );
    const now = new Date();
    const isFresh = (one: SigningSecret) => isValid(one, now) && this.sealing.isCurrent(one.secret);
    return rows.filter(({ secrets }) => !secrets.every(isFresh)).map(({ id }) => id);
  }

  /** Locked: what a caller rotates meanwhile comes before or after. */
  private async reseal(tx: EntityManager, id: string): Promise<void> {
    const rows = await tx.query<{ secrets: SigningSecret[] }[]>(
      'SELECT secrets FROM webhook_endpoints WHERE id = $1 FOR UPDATE',
      [id],
    );
    const now = new Date();
    for (const { secrets } of rows) {
      const resealed = secrets
        .filter((one) => isValid(one, now))
        .map((one) => ({ ...one, secret: this.sealing.reseal(one.secret, placeOf(id)) }));
      await tx.query('UPDATE webhook_endpoints SET secrets = $2 WHERE id = $1', [
        id,
        JSON.stringify(resealed),
      ]);
    }
  }
}
