import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One action of a caller. Append-only: the database refuses to change or remove it. */
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

  /** What it was done to: the path of the request. */
  @Column('text')
  object: string;

  /** Null for a read, which is recorded before it is answered. */
  @Column('int', { nullable: true })
  status: number | null;

  @Column('text')
  address: string;

  @Column('text', { name: 'request_id' })
  requestId: string;

  /** SHA-256 of the body, to settle disputes; null if there was none. */
  @Column('text', { name: 'body_sha256', nullable: true })
  bodySha256: string | null;
}
