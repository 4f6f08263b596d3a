import { Column, Entity, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import type { Classification, HeaderField, Mailbox, RecipientReport } from '../mail/mail.js';
import { Attachment } from './attachment.entity.js';
import type { Authentication } from './identity/authentication.js';
import type { Delivery } from './replies/delivery-status.js';
import type { RoutingStep } from './mailboxes/route-mail.js';
import type { TraceStep } from './threading/matcher.js';

/** Why a message is kept apart from the conversation it claims to belong to. */
export interface Held {
  reason: string;
  /** The ticket that it claims; shown to agents, never to the sender. */
  claimed_ticket_id: string | null;
}

/** A report, and whether it is about a message that we sent to its recipient. */
export type StoredReport = RecipientReport & { verified: boolean };

/** One mail that came in or went out, or a note. */
@Entity('messages')
export class Message {
  @PrimaryColumn('uuid')
  id: string;

  /** Null for reports and machine mail that belong to no ticket. */
  @Column('uuid', { name: 'ticket_id', nullable: true })
  ticketId: string | null;

  @Column('uuid', { name: 'mailbox_id' })
  mailboxId: string;

  @Column('text')
  direction: 'inbound' | 'outbound' | 'note';

  @Column('text', { name: 'from_name' })
  fromName: string;

  /** For display; empty if the mail names nobody. Identity is decided elsewhere, on a strict reading. */
  @Column('text', { name: 'from_address' })
  fromAddress: string;

  @Column('jsonb')
  to: Mailbox[];

  @Column('jsonb')
  cc: Mailbox[];

  @Column('jsonb', { name: 'reply_to' })
  replyTo: Mailbox[];

  @Column('text')
  subject: string;

  /** Without `<>`; made from the raw bytes if the mail has none. */
  @Column('text', { name: 'message_id' })
  messageId: string;

  @Column('text', { name: 'in_reply_to', array: true })
  inReplyTo: string[];

  /** Oldest first. */
  @Column('text', { array: true })
  references: string[];

  /** The Date field, clamped to a plausible time. */
  @Column('timestamptz', { name: 'sent_at' })
  sentAt: Date;

  /** The Date field as the mail has it. */
  @Column('text', { name: 'date_header', nullable: true })
  dateHeader: string | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  @Column('text')
  text: string;

  /** Sanitised. */
  @Column('text', { nullable: true })
  html: string | null;

  @Column('text', { name: 'reply_text' })
  replyText: string;

  @Column('text')
  signature: string;

  @Column('text', { name: 'quoted_text' })
  quotedText: string;

  @Column('jsonb')
  classification: Classification;

  @Column('jsonb')
  reports: StoredReport[];

  @Column('jsonb', { nullable: true })
  authentication: Authentication | null;

  @Column('jsonb', { nullable: true })
  held: Held | null;

  /** What was broken in the mail and how it was read anyway; stable codes. */
  @Column('text', { array: true })
  defects: string[];

  /** Why it was filed where it was. */
  @Column('jsonb')
  trace: TraceStep[];

  /** Which recipient led to which mailbox. */
  @Column('jsonb')
  routing: RoutingStep[];

  @Column('jsonb')
  headers: HeaderField[];

  @Column('text')
  source: string;

  /** The provider's id of the mail. */
  @Column('text', { name: 'email_id', nullable: true })
  emailId: string | null;

  /** The event that brought it; null for what was written here. */
  @Column('uuid', { name: 'event_id', nullable: true })
  eventId: string | null;

  /** Null for what was written here, and if the provider could not hand out the raw mail. */
  @Column('text', { name: 'raw_sha256', nullable: true })
  rawSha256: string | null;

  @Column('bigint', { name: 'raw_size', nullable: true })
  rawSize: string | null;

  /** When retention or an erasure removed the raw mail. */
  @Column('timestamptz', { name: 'raw_purged_at', nullable: true })
  rawPurgedAt: Date | null;

  @OneToMany(() => Attachment, (attachment) => attachment.message)
  attachments: Relation<Attachment>[];

  /** What became of a mail that we sent; not a column, `Messages` looks it up. */
  delivery?: Delivery;
}
