import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing that a caller did. Append-only: the database refuses to change or remove it. */
@Entity('audit_log')
export class AuditEntry {
  @PrimaryColumn('uuid')
  id: string;

  @Column('timestamptz')
  at: Date;

  /** Id of the API key, or `admin`. */
  @Column('text')
  actor: string;

  /** What was done, such as `tickets.change`. */
  @Column('text')
  action: string;

  /** To what: the path of the request. */
  @Column('text')
  object: string;

  /** Null for a read: it is written down before it is answered. */
  @Column('int', { nullable: true })
  status: number | null;

  @Column('text')
  address: string;

  @Column('text', { name: 'request_id' })
  requestId: string;

  /** SHA-256 of what was sent, so that a dispute can be settled; null when nothing was. */
  @Column('text', { name: 'body_sha256', nullable: true })
  bodySha256: string | null;
}
