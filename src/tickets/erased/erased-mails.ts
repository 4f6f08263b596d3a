import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { run, type Sql, sql } from '../../platform/database/sql.js';
import { KeyedHash } from '../../platform/secrets/keyed-hash.js';

/** What a mail is recognised by: its bytes, or its provider's id. */
export interface MailIdentity {
  rawSha256: string | null;
  source: string;
  emailId: string | null;
}

/** Mails that were erased with their senders, and must not come back when they are announced again. */
@Injectable()
export class ErasedMails {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly hash: KeyedHash,
  ) {}

  async know(mail: MailIdentity): Promise<boolean> {
    const [row] = await run<{ known: boolean }>(this.database, sql`SELECT ${this.areKnown(mail)} AS known`);
    return row!.known;
  }

  /** The same as an SQL expression. */
  areKnown(mail: MailIdentity): Sql {
    return sql`EXISTS (SELECT FROM erased_mails WHERE hash = ANY(${this.hashesOf(mail)}::text[]))`;
  }

  async remember(tx: EntityManager, mails: MailIdentity[]): Promise<void> {
    await tx.query('INSERT INTO erased_mails (hash) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
      mails.flatMap((mail) => this.hashesOf(mail)),
    ]);
  }

  private hashesOf({ rawSha256, source, emailId }: MailIdentity): string[] {
    return [
      ...(rawSha256 === null ? [] : [this.hash.of('raw', rawSha256)]),
      ...(emailId === null ? [] : [this.hash.of('email', `${source} ${emailId}`)]),
    ];
  }
}
