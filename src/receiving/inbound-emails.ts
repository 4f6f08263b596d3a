import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager, Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { columnsOf } from '../platform/database/returning.js';
import type { Authentication } from '../tickets/identity/authentication.js';
import { InboundEmail } from './inbound-email.entity.js';

/** A raw mail in the blob store. */
export interface StoredRaw {
  sha256: string;
  size: number;
}

/** Keeps the state of received mail. */
@Injectable()
export class InboundEmails {
  constructor(@InjectRepository(InboundEmail) private readonly emails: Repository<InboundEmail>) {}

  /** The mail that an event announces; the same one on every attempt. */
  async begin(eventId: string): Promise<InboundEmail> {
    const [email]: InboundEmail[] = await this.emails.query(
      `INSERT INTO inbound_emails (id, event_id, state) VALUES ($1, $2, 'announced')
       ON CONFLICT (event_id) DO UPDATE SET event_id = excluded.event_id
       RETURNING ${columnsOf(this.emails.manager.dataSource, InboundEmail)}`,
      [uuidv7(), eventId],
    );
    return email!;
  }

  /** From here on a retry does not ask the provider again. */
  async fetched(id: string, raw: StoredRaw, authentication: Authentication | null): Promise<void> {
    await this.emails.query(
      `UPDATE inbound_emails
       SET state = 'fetched', raw_sha256 = $2, raw_size = $3, authentication = $4, updated_at = now()
       WHERE id = $1`,
      [id, raw.sha256, raw.size, authentication],
    );
  }

  /** Forgets the raw mail, so that the next attempt downloads it again. */
  async fetchAgain(id: string): Promise<void> {
    await this.emails.query(
      `UPDATE inbound_emails
       SET state = 'announced', raw_sha256 = NULL, raw_size = NULL, updated_at = now() WHERE id = $1`,
      [id],
    );
  }

  async filed(tx: EntityManager, id: string): Promise<void> {
    await tx.query(`UPDATE inbound_emails SET state = 'filed', updated_at = now() WHERE id = $1`, [id]);
  }
}
