import type { RecipientReport } from '../mail/mail.js';
import { addressKey } from '../suppressions/address-key.js';
import type { DeliveryEvent } from './delivery-log.js';

/** A report that is proven. */
export interface Proven {
  recipient: string;
  sent: DeliveryEvent;
}

/**
 * The recipient, if the mail went to it. Abuse reports may withhold the address (RFC 6590); if the mail had a single
 * recipient, it can mean nobody else.
 */
export function findProven(
  { recipient, severity }: Pick<RecipientReport, 'recipient' | 'severity'>,
  sent: readonly DeliveryEvent[],
): Proven | null {
  const [first] = sent;
  if (first === undefined) return null;
  const recipients = new Set(sent.flatMap((event) => event.recipients).map((address) => addressKey(address)));
  if (recipient !== null) {
    const key = addressKey(recipient);
    return key !== null && recipients.has(key) ? { recipient: key, sent: first } : null;
  }
  const [only] = [...recipients];
  return severity === 'complaint' && recipients.size === 1 && only != null
    ? { recipient: only, sent: first }
    : null;
}
