import type { EntityManager } from 'typeorm';
import { patternsFitting } from '../mailboxes/address-pattern.js';
import type { Sender } from '../threading/matcher.js';
import type { Authentication } from './authentication.js';
import { gradeSender } from './sender-proof.js';

/** The sender with what we know of it. */
export interface KnownSender extends Sender {
  contactId: string | null;
  isBlocked: boolean;
}

/** @param address by strict reading of From; null when the mail names no single sender */
export async function knowSender(
  tx: EntityManager,
  address: string | null,
  authentication: Authentication | null,
): Promise<KnownSender> {
  const proof = gradeSender(authentication);
  if (address === null) {
    return { address, addresses: [], proof, isOurs: false, contactId: null, isBlocked: false };
  }
  const rows: Known[] = await tx.query(
    `SELECT contact.id AS contact_id, contact.is_blocked,
            (SELECT array_agg(address) FROM contact_addresses WHERE contact_id = contact.id) AS addresses,
            ${leadsHere('$2')} AS is_ours
     FROM (VALUES ($1::text)) AS sender (address)
     LEFT JOIN contact_addresses AS known ON known.address = sender.address
     LEFT JOIN contacts AS contact ON contact.id = known.contact_id`,
    [address, namesOf(address)],
  );
  const { contact_id: contactId, is_blocked: isBlocked, addresses, is_ours: isOurs } = rows[0]!;
  return {
    address,
    addresses: addresses ?? [address],
    proof,
    isOurs,
    contactId,
    isBlocked: isBlocked ?? false,
  };
}

interface Known {
  contact_id: string | null;
  is_blocked: boolean | null;
  addresses: string[] | null;
  is_ours: boolean;
}

/** Addresses that we write from, and those that lead here by name; a `*@domain` leaves room for colleagues. */
export async function isOurs(tx: EntityManager, address: string): Promise<boolean> {
  const rows: { is_ours: boolean }[] = await tx.query(`SELECT ${leadsHere('$1')} AS is_ours`, [
    namesOf(address),
  ]);
  return rows[0]!.is_ours;
}

const namesOf = (address: string): string[] =>
  patternsFitting(address).filter((pattern) => !pattern.startsWith('*@'));

const leadsHere = (names: string): string =>
  `(EXISTS (SELECT FROM mailboxes WHERE address = ANY(${names}::text[]))
    OR EXISTS (SELECT FROM mailbox_patterns WHERE pattern = ANY(${names}::text[])))`;
