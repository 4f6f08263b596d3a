import type { EntityManager } from 'typeorm';
import { run, type Sql, sql } from '../../platform/database/sql.js';
import { patternsFitting } from '../mailboxes/address-pattern.js';
import type { Sender } from '../threading/matcher.js';
import type { Authentication } from './authentication.js';
import { gradeSender } from './sender-proof.js';

/** The sender and what we know about it. */
export interface KnownSender extends Sender {
  contactId: string | null;
  /** The contact has no name yet. */
  lacksName: boolean;
  isBlocked: boolean;
}

/** What the database knows about a sender. */
export interface SenderFacts {
  contact_id: string | null;
  name: string | null;
  is_blocked: boolean | null;
  /** All addresses of its contact; without a contact only its own, if it has one. */
  addresses: string[];
  is_ours: boolean;
}

/** @param address from a strict reading of From; null if the mail names no single sender */
export function toSender(
  address: string | null,
  { contact_id: contactId, name, is_blocked, addresses, is_ours: isOurs }: SenderFacts,
  authentication: Authentication | null,
): KnownSender {
  return {
    address,
    addresses,
    proof: gradeSender(authentication),
    isOurs,
    contactId,
    lacksName: name === '',
    isBlocked: is_blocked ?? false,
  };
}

/** Always one row of `SenderFacts`. */
export const findSender = (address: string | null): Sql => sql`
  SELECT contact.id AS contact_id, contact.name, contact.is_blocked,
         coalesce((SELECT array_agg(address) FROM contact_addresses WHERE contact_id = contact.id),
                  array_remove(ARRAY[sender.address], NULL)) AS addresses,
         ${leadsHere(address === null ? [] : [address])} AS is_ours
  FROM (VALUES (${address}::text)) AS sender (address)
  LEFT JOIN contact_addresses AS known ON known.address = sender.address
  LEFT JOIN contacts AS contact ON contact.id = known.contact_id`;

/**
 * True for an address that a mailbox sends from or that a pattern names. `*@domain` names none: colleagues have
 * addresses there too.
 */
export async function isOurs(tx: EntityManager, address: string): Promise<boolean> {
  const [row] = await run<{ is_ours: boolean }>(tx, sql`SELECT ${leadsHere([address])} AS is_ours`);
  return row!.is_ours;
}

/** Whether any of the addresses is ours. */
export function leadsHere(addresses: string[]): Sql {
  const names = addresses.flatMap(patternsFitting).filter((pattern) => !pattern.startsWith('*@'));
  return sql`(EXISTS (SELECT FROM mailboxes WHERE address = ANY(${names}::text[]))
    OR EXISTS (SELECT FROM mailbox_patterns WHERE pattern = ANY(${names}::text[])))`;
}
