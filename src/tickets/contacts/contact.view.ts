import type { CheckedAddressView } from '../../suppressions/suppression.view.js';
import { type Contact, primaryAddress } from '../contact.entity.js';
import type { Failure } from './find-failures.js';

export class ContactSuppressionView {
  /** Which of the addresses. */
  address: string;
  /** `complaint | manual | bounce | provider` */
  reason: string;
}

export class ContactFailureView {
  /** Which of the addresses. */
  address: string;
  /** `bounced | complained | failed` */
  status: string;
  /** In the words of the provider or of the remote server. */
  reason: string | null;
  at: string;
}

export class ContactView {
  object: 'contact';
  id: string;
  name: string;
  /** The address to write to. */
  address: string;
  /** All addresses, the one to write to first. */
  addresses: string[];
  /** Its mail is kept as spam. */
  blocked: boolean;
  /** Set if an address is on the suppression list: the one to write to, or if that is not, another one. */
  suppression: ContactSuppressionView | null;
  /** Set if the last mail to one of the addresses bounced, failed or was complained about. */
  last_failure: ContactFailureView | null;
  /** Compared with `If-Match`; also in the ETag. */
  version: number;
  created_at: string;
}

/**
 * @param contact with its addresses loaded
 * @param checked what the suppression list says about them
 * @param failures of mail to them, newest first
 */
export function toContactView(
  contact: Contact,
  checked: CheckedAddressView[],
  failures: Failure[],
): ContactView {
  const address = primaryAddress(contact);
  const others = contact.addresses.filter(({ isPrimary }) => !isPrimary).map((other) => other.address);
  const addresses = [address, ...others.sort()];
  const reasons = new Map(checked.map((entry) => [entry.address, entry.reason]));
  const suppressed = addresses.find((known) => reasons.get(known) != null);
  const failure = failures.find((one) => addresses.includes(one.address));
  return {
    object: 'contact',
    id: contact.id,
    name: contact.name,
    address,
    addresses,
    blocked: contact.isBlocked,
    suppression: suppressed === undefined ? null : { address: suppressed, reason: reasons.get(suppressed)! },
    last_failure: failure === undefined ? null : { ...failure, at: failure.at.toISOString() },
    version: contact.version,
    created_at: contact.createdAt.toISOString(),
  };
}
