import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SecretSeal } from '../../platform/secrets/secret-seal.js';

/** The place that a key is sealed for. */
export const placeOf = (id: number | string): string => `unsubscribe_keys ${id}`;

/** The keys that sign unsubscribe links. They are sealed in the database, where all processes share them. */
@Injectable()
export class UnsubscribeKeys {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly sealing: SecretSeal,
  ) {}

  /** Newest first: the first one signs, all are accepted. @throws SecretUnreadable */
  async all(): Promise<Buffer[]> {
    const rows = await this.database.query<{ id: number; secret: string }[]>(
      'SELECT id, secret FROM unsubscribe_keys ORDER BY id DESC',
    );
    return rows.map(({ id, secret }) => Buffer.from(this.sealing.open(secret, placeOf(id)), 'base64'));
  }
}
