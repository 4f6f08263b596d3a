import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One change of the list. Append-only. */
@Entity('suppression_history')
export class SuppressionHistory {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  address: string;

  @Column('text')
  scope: string;

  /** `suppressed | reason_changed | released | lifted | expired | evidence_recorded` */
  @Column('text')
  action: string;

  /** The reason after the change, or the one that ended. */
  @Column('text', { nullable: true })
  reason: string | null;

  /**
   * Who did it: `key:` and the id of the API key, a provider's id, `report`, `mirror` or `mirror:<provider>`,
   * `one_click`, `clock` for what expired, or the sign of life that lifted it (`delivered`, `authenticated_mail`).
   */
  @Column('text')
  actor: string;

  @Column('uuid', { name: 'event_id', nullable: true })
  eventId: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz')
  at: Date;
}
