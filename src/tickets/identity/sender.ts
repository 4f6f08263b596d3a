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
  const rows: { contact_id: string; is_blocked: boolean; addresses: string[] }[] = await tx.query(
    `SELECT contact.id AS contact_id, contact.is_blocked,
            (SELECT array_agg(address) FROM contact_addresses WHERE contact_id = contact.id) AS addresses
     FROM contact_addresses AS known JOIN contacts AS contact ON contact.id = known.contact_id
     WHERE known.address = $1`,
    [address],
  );
  const contact = rows[0];
  return {
    address,
    addresses: contact?.addresses ?? [address],
    proof,
    isOurs: await isOurs(tx, address),
    contactId: contact?.contact_id ?? null,
    isBlocked: contact?.is_blocked ?? false,
  };
}

/** Addresses that we write from, and those that lead here by name; a `*@domain` leaves room for colleagues. */
export async function isOurs(tx: EntityManager, address: string): Promise<boolean> {
  const named = patternsFitting(address).filter((pattern) => !pattern.startsWith('*@'));
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM mailboxes WHERE address = ANY($1)
     UNION ALL SELECT 1 FROM mailbox_patterns WHERE pattern = ANY($1) LIMIT 1`,
    [named],
  );
  return rows.length > 0;
}
