import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';

/** A person or a machine that wrote to us, with all addresses that it writes from. */
@Entity('contacts')
export class Contact {
  @PrimaryColumn('uuid')
  id: string;

  /** The display name of the first mail that had one. */
  @Column('text')
  name: string;

  /** Its mail is kept as spam, even if it answers a ticket that it takes part in. */
  @Column('boolean', { name: 'is_blocked' })
  isBlocked: boolean;

  /** Grows with every change. */
  @Column('int')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @OneToMany(() => ContactAddress, (address) => address.contact)
  addresses: Relation<ContactAddress>[];
}

/** The address to write to. */
export function primaryAddress({ addresses }: Contact): string {
  return addresses.find(({ isPrimary }) => isPrimary)?.address ?? '';
}

/** One of a contact's addresses; an address belongs to one contact. */
@Entity('contact_addresses')
export class ContactAddress {
  /** addr-spec in lower case, domain in ASCII. */
  @PrimaryColumn('text')
  address: string;

  @Column('uuid', { name: 'contact_id' })
  contactId: string;

  /** The one to write to. */
  @Column('boolean', { name: 'is_primary' })
  isPrimary: boolean;

  @ManyToOne(() => Contact, 'addresses')
  @JoinColumn({ name: 'contact_id' })
  contact: Relation<Contact>;
}
