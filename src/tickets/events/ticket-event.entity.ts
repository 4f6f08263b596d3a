import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What can happen to a ticket. `data` says more: `changed` has `{field: {from, to}}`, `merged` and `unmerged` the other
 * ticket, `merged` also the mailboxes that came with it, `message_held` the reason and the claim.
 */
export type TicketEventKind =
  | 'opened'
  | 'message_received'
  | 'message_held'
  | 'review_accepted'
  | 'review_rejected'
  | 'review_moved'
  | 'changed'
  | 'note_added'
  | 'reply_written'
  | 'acknowledged'
  | 'acknowledgement_withheld'
  | 'merged'
  | 'unmerged'
  | 'split'
  | 'rule_applied';

/** One entry of a ticket's timeline. */
@Entity('ticket_events')
export class TicketEvent {
  /** UUIDv7: also the order. */
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'ticket_id' })
  ticketId: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  kind: TicketEventKind;

  /** `mail`, `system`, or `key:<id>` of the API key. */
  @Column('text')
  actor: string;

  @Column('uuid', { name: 'message_id', nullable: true })
  messageId: string | null;

  @Column('jsonb')
  data: Record<string, unknown>;
}
