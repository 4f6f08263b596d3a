import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import type { TicketPriority } from '../ticket.entity.js';

/**
 * What to do with a mail that has a new subject in an old thread: `join` its ticket, `split` it off into a ticket
 * linked to the old one, or `ask` a person by holding it for review.
 */
export const SUBJECT_CHANGE_POLICIES = ['join', 'split', 'ask'] as const;
export type SubjectChangePolicy = (typeof SUBJECT_CHANGE_POLICIES)[number];

/** Addresses that lead to one team, and how its mail is treated. */
@Entity('mailboxes')
export class Mailbox {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** Address that replies are sent from; null if this mailbox only receives. */
  @Column('text', { nullable: true })
  address: string | null;

  /** Domain of signed reply addresses, if it differs from that of `address`. */
  @Column('text', { name: 'reply_domain', nullable: true })
  replyDomain: string | null;

  /** Mail for no other mailbox comes here; there is exactly one. */
  @Column('boolean', { name: 'is_catch_all' })
  isCatchAll: boolean;

  /** A mail to several mailboxes belongs first to the one with the lowest position. */
  @Column('int')
  position: number;

  @Column('text', { name: 'default_assignee', nullable: true })
  defaultAssignee: string | null;

  @Column('text', { name: 'default_priority' })
  defaultPriority: TicketPriority;

  @Column('text', { name: 'default_tags', array: true })
  defaultTags: string[];

  /** A reply to a ticket that ended more than this many days ago opens a new, linked one; null: it always reopens. */
  @Column('int', { name: 'reopen_days', nullable: true })
  reopenDays: number | null;

  @Column('text', { name: 'on_subject_change' })
  onSubjectChange: SubjectChangePolicy;

  /** Whether a person's first mail is answered with a receipt. */
  @Column('boolean')
  acknowledges: boolean;

  /** Text of the receipt; null: ours. */
  @Column('text', { name: 'acknowledgement_text', nullable: true })
  acknowledgementText: string | null;

  /** Grows with every change. */
  @Column('int')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @OneToMany(() => MailboxPattern, (pattern) => pattern.mailbox)
  patterns: Relation<MailboxPattern>[];
}

/** An address, a plus-address or a whole domain that leads to a mailbox (`address-pattern.ts`). */
@Entity('mailbox_patterns')
export class MailboxPattern {
  @PrimaryColumn('text')
  pattern: string;

  @Column('uuid', { name: 'mailbox_id' })
  mailboxId: string;

  @ManyToOne(() => Mailbox, 'patterns')
  @JoinColumn({ name: 'mailbox_id' })
  mailbox: Relation<Mailbox>;
}
