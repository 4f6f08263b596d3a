import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One change of the list. Append-only. */
@Entity('suppression_history')
export class SuppressionHistory {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  address: string;

  /** `suppressed | reason_changed | released | evidence_recorded` */
  @Column('text')
  action: string;

  /** The reason that holds after the change, or that was released. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** Provider id, or `key:` and the id of the API key. */
  @Column('text')
  actor: string;

  @Column('uuid', { name: 'event_id', nullable: true })
  eventId: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz')
  at: Date;
}
