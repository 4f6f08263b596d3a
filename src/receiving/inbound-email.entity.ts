import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Authentication } from '../tickets/identity/authentication.js';

/**
 * A raw mail that an attempt brought here and could not file: the next attempt needs no provider. A mail that is filed at
 * once has no such row, and one that is filed later loses it: the message says where its raw mail lies.
 */
@Entity('inbound_emails')
export class InboundEmail {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'event_id' })
  eventId: string;

  /** Rows of other states come from earlier versions, and nobody reads them. */
  @Column('text')
  state: 'fetched';

  @Column('text', { name: 'raw_sha256' })
  rawSha256: string;

  @Column('bigint', { name: 'raw_size' })
  rawSize: string;

  /** What the receiving server found, as the provider tells. */
  @Column('jsonb', { nullable: true })
  authentication: Authentication | null;
}
