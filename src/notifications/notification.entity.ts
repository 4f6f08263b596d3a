import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that happened while somebody listened. Database triggers write it. */
@Entity('notifications')
export class Notification {
  @PrimaryColumn('uuid')
  id: string;

  /** Grows in the order of writing; gaps mean nothing. */
  @Column('bigint')
  sequence: string;

  @Column('text')
  type: string;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  /** Ids and little more; the API has the rest. */
  @Column('jsonb')
  data: Record<string, unknown>;
}
