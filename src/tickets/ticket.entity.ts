import { Column, Entity, Generated, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Contact } from './contact.entity.js';

/**
 * - `open`: we have to act.
 * - `pending`: the requester has to act.
 * - `solved`: done; `closed`: done for good. A person's mail opens either again.
 * - `spam`: kept, and out of the way.
 */
export const TICKET_STATUSES = ['open', 'pending', 'solved', 'closed', 'spam'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

/** A conversation about one matter. */
@Entity('tickets')
export class Ticket {
  @PrimaryColumn('uuid')
  id: string;

  /** Short and for people; it gives nobody the right to write to the ticket. */
  @Column('bigint')
  @Generated('increment')
  number: string;

  @Column('uuid', { name: 'mailbox_id' })
  mailboxId: string;

  /** All mailboxes that it belongs or has belonged to, its own first. */
  @Column('uuid', { name: 'mailbox_ids', array: true })
  mailboxIds: string[];

  @ManyToOne(() => Contact)
  @JoinColumn({ name: 'requester_id' })
  requester: Relation<Contact> | null;

  @Column('uuid', { name: 'requester_id', nullable: true })
  requesterId: string | null;

  @Column('text')
  subject: string;

  @Column('text')
  status: TicketStatus;

  @Column('text')
  priority: TicketPriority;

  @Column('text', { nullable: true })
  assignee: string | null;

  @Column('text', { array: true })
  tags: string[];

  /** For a merged ticket, the one at the end of all merges; otherwise its own id. */
  @Column('uuid', { name: 'root_id' })
  rootId: string;

  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto: string | null;

  /** The ticket that this one continues, because that one ended too long ago, was split or had another subject. */
  @Column('uuid', { name: 'follows_ticket_id', nullable: true })
  followsTicketId: string | null;

  /** Grows with every change; the ETag. */
  @Column('int')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  /** When it was solved or closed; null while it is neither. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
