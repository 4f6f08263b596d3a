import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { PageEnd } from '../../platform/http/page.js';
import { Problem } from '../../platform/problem/problem.js';
import { addressKey } from '../../suppressions/address-key.js';
import { requiredAddress } from '../../suppressions/required-address.js';
import { Contact, ContactAddress } from '../contact.entity.js';
import { idCursor } from '../../platform/http/cursors.js';
import { countChange } from '../count-change.js';
import { ADDRESS_TAKEN, CONTACT_CHANGED, CONTACT_NOT_FOUND, MERGE_IMPOSSIBLE } from '../problems.js';
import type { ChangeContact, ContactQuery } from './contact.dto.js';
import { type Failure, findFailures } from './find-failures.js';

/** Reads and changes contacts. */
@Injectable()
export class Contacts {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @throws Problem contact-not-found */
  async get(id: string, tx: EntityManager = this.database.manager): Promise<Contact> {
    const contact = await tx.findOne(Contact, { where: { id }, relations: { addresses: true } });
    if (contact === null) throw new Problem(CONTACT_NOT_FOUND, `There is no contact ${id}.`);
    return contact;
  }

  /** Newest first; one row more than asked for. */
  list(query: ContactQuery): Promise<Contact[]> {
    // one snapshot: a merge in between would take the addresses of a contact that was read
    return this.database.transaction('REPEATABLE READ', async (tx) => {
      const contacts = await page(tx, query);
      const contactId = In(contacts.map(({ id }) => id));
      const addresses = await tx.findBy(ContactAddress, { contactId });
      for (const contact of contacts)
        contact.addresses = addresses.filter((address) => address.contactId === contact.id);
      return contacts;
    });
  }

  /** Failures of mail to these addresses, newest first. */
  failures(addresses: string[]): Promise<Failure[]> {
    return findFailures(this.database, addresses);
  }

  /**
   * @param seen the version the caller has seen; null accepts any
   * @throws Problem contact-not-found, contact-changed, validation-failed, address-taken
   */
  async change(id: string, change: ChangeContact, seen: number | null): Promise<Contact> {
    return this.database.transaction(async (tx) => {
      await this.get(id, tx);
      await countChange(tx, 'contacts', id, seen, CONTACT_CHANGED);
      await tx.query(
        'UPDATE contacts SET name = coalesce($2, name), is_blocked = coalesce($3, is_blocked) WHERE id = $1',
        [id, change.name ?? null, change.blocked ?? null],
      );
      if (change.primary_address !== undefined) {
        const address = await this.claim(tx, id, change.primary_address, 'primary_address');
        await tx.query('UPDATE contact_addresses SET is_primary = false WHERE contact_id = $1', [id]);
        await tx.query('UPDATE contact_addresses SET is_primary = true WHERE address = $1', [address]);
      }
      return this.get(id, tx);
    });
  }

  /**
   * From now on the address may do what the contact's others may.
   *
   * @throws Problem contact-not-found, validation-failed, address-taken
   */
  async addAddress(id: string, address: string): Promise<Contact> {
    return this.database.transaction(async (tx) => {
      await this.get(id, tx);
      await countChange(tx, 'contacts', id, null, CONTACT_CHANGED);
      await this.claim(tx, id, address, 'address');
      return this.get(id, tx);
    });
  }

  /**
   * Moves the addresses and tickets of one contact to another, and deletes the first. If either was blocked, the other
   * is.
   *
   * @throws Problem contact-not-found, merge-impossible
   */
  async merge(id: string, into: string): Promise<Contact> {
    if (id === into) throw new Problem(MERGE_IMPOSSIBLE, 'A contact cannot be merged into itself.');
    return this.database.transaction(async (tx) => {
      // a mail that is opening a ticket for one of them commits first, or sees the result
      await tx.query('SELECT FROM contacts WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [[id, into]]);
      const from = await this.get(id, tx);
      await this.get(into, tx);
      await tx.query(
        'UPDATE contact_addresses SET contact_id = $2, is_primary = false WHERE contact_id = $1',
        [id, into],
      );
      await tx.query(
        `UPDATE tickets SET requester_id = $2, version = version + 1, updated_at = now() WHERE requester_id = $1`,
        [id, into],
      );
      await tx.query(
        `UPDATE contacts
         SET is_blocked = is_blocked OR $2, name = coalesce(nullif(name, ''), $3), version = version + 1
         WHERE id = $1`,
        [into, from.isBlocked, from.name],
      );
      await tx.query('DELETE FROM contacts WHERE id = $1', [id]);
      return this.get(into, tx);
    });
  }

  private async claim(tx: EntityManager, id: string, text: string, member: string): Promise<string> {
    const address = requiredAddress(text, member);
    await tx.query(
      `INSERT INTO contact_addresses (address, contact_id, is_primary) VALUES ($1, $2, false)
       ON CONFLICT (address) DO NOTHING`,
      [address, id],
    );
    const { contactId } = await tx.findOneByOrFail(ContactAddress, { address });
    if (contactId === id) return address;
    throw new Problem(ADDRESS_TAKEN, `Contact ${contactId} has it: merge the two if they are one person.`);
  }
}

function page(tx: EntityManager, query: ContactQuery): Promise<Contact[]> {
  const select = tx.createQueryBuilder(Contact, 'contact');
  if (query.blocked !== undefined) select.andWhere('contact.isBlocked = :blocked', { ...query });
  if (query.address !== undefined) {
    const known = 'SELECT contact_id FROM contact_addresses WHERE address = :address';
    select.andWhere(`contact.id = (${known})`, { address: addressKey(query.address) });
  }
  const after = idCursor(query.cursor);
  if (after !== null) select.andWhere('contact.id < :after', { after: after.id });
  return select
    .orderBy('contact.id', 'DESC')
    .limit(query.limit + 1)
    .getMany();
}

export function endOfContacts({ id }: { id: string }): PageEnd {
  return { value: '', id };
}
