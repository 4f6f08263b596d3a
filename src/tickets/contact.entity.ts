import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person or a machine that wrote to us. */
@Entity('contacts')
export class Contact {
  @PrimaryColumn('uuid')
  id: string;

  /** addr-spec in lower case. */
  @Column('text')
  address: string;

  /** The display name of the first mail that had one. */
  @Column('text')
  name: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
