import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that happened and that somebody listens to; written by the database's triggers. */
@Entity('notifications')
export class Notification {
  @PrimaryColumn('uuid')
  id: string;

  /** Grows in the order in which things were written; gaps mean nothing. */
  @Column('bigint')
  sequence: string;

  @Column('text')
  type: string;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  /** Ids; the API tells the rest. */
  @Column('jsonb')
  data: Record<string, unknown>;
}
