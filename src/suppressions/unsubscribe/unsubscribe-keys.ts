import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SecretSeal } from '../../platform/secrets/secret-seal.js';

/** Where a key is sealed for. */
export const placeOf = (id: number | string): string => `unsubscribe_keys ${id}`;

/** What signs unsubscribe links. They are in the database, sealed: all processes share them. */
@Injectable()
export class UnsubscribeKeys {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly sealing: SecretSeal,
  ) {}

  /** Newest first: it signs, each is accepted. @throws SecretUnreadable */
  async all(): Promise<Buffer[]> {
    const rows = await this.database.query<{ id: number; secret: string }[]>(
      'SELECT id, secret FROM unsubscribe_keys ORDER BY id DESC',
    );
    return rows.map(({ id, secret }) => Buffer.from(this.sealing.open(secret, placeOf(id)), 'base64'));
  }
}
