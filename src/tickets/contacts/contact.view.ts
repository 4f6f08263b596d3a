import type { CheckedAddressView } from '../../suppressions/suppression.view.js';
import { type Contact, primaryAddress } from '../contact.entity.js';

export class ContactSuppressionView {
  /** Which of the addresses. */
  address: string;
  /** `complaint | manual | bounce | provider` */
  reason: string;
}

export class ContactView {
  object: 'contact';
  id: string;
  name: string;
  /** The address to write to. */
  address: string;
  /** All of them, the one to write to first. */
  addresses: string[];
  /** Its mail is kept as spam. */
  blocked: boolean;
  /** Set when the address to write to is on the suppression list; when only another one is, that one. */
  suppression: ContactSuppressionView | null;
  created_at: string;
}

/**
 * @param contact with its addresses loaded
 * @param checked what the suppression list says of them
 */
export function toContactView(contact: Contact, checked: CheckedAddressView[]): ContactView {
  const address = primaryAddress(contact);
  const others = contact.addresses.filter(({ isPrimary }) => !isPrimary).map((other) => other.address);
  const addresses = [address, ...others.sort()];
  const reasons = new Map(checked.map((entry) => [entry.address, entry.reason]));
  const suppressed = addresses.find((known) => reasons.get(known) != null);
  return {
    object: 'contact',
    id: contact.id,
    name: contact.name,
    address,
    addresses,
    blocked: contact.isBlocked,
    suppression: suppressed === undefined ? null : { address: suppressed, reason: reasons.get(suppressed)! },
    created_at: contact.createdAt.toISOString(),
  };
}
