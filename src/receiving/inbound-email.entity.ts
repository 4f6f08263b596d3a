import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Authentication } from '../tickets/identity/authentication.js';

/**
 * The life of a received mail.
 *
 * - `announced`: an event says that it exists.
 * - `fetched`: its raw bytes are in the blob store; from here on no provider is needed.
 * - `filed`: it is a message.
 */
export type InboundState = 'announced' | 'fetched' | 'filed';

/** One received mail on its way from an event to a message. */
@Entity('inbound_emails')
export class InboundEmail {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('text')
  state: InboundState;

  @Column('text', { name: 'raw_sha256', nullable: true })
  rawSha256: string | null;

  @Column('bigint', { name: 'raw_size', nullable: true })
  rawSize: string | null;

  /** What the receiving server found, as the provider tells. */
  @Column('jsonb', { nullable: true })
  authentication: Authentication | null;
}
