import type { HeaderField, Mailbox } from '../../mail/mail.js';
import { parseAddresses } from '../../mail/addresses/parse-addresses.js';
import { addressKey } from '../../suppressions/address-key.js';

/** Fields in which mail servers note whom they deliver or forward to; To and Cc are parsed already. */
const DELIVERY_FIELDS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to'];

/** Recipients of one mail that are looked at: enough for a long list, a bound for a hostile one. */
const MAX_RECIPIENTS = 200;

/**
 * All recipients of a mail, each once, in lower case: the envelope first (it names Bcc and forwarded mail too), then
 * To, Cc, and what servers on the way have noted.
 *
 * @param envelope SMTP recipients, as far as they are known
 */
export function recipientsOf(mail: {
  envelope: string[];
  to: Mailbox[];
  cc: Mailbox[];
  headers: HeaderField[];
}): string[] {
  const noted = DELIVERY_FIELDS.flatMap((name) =>
    mail.headers.filter((field) => field.name === name).flatMap(({ value }) => parseAddresses(value)),
  );
  const visible = [...mail.to, ...mail.cc, ...noted].map(({ address }) => address);
  const keys = [...mail.envelope, ...visible].map(addressKey).filter((key) => key !== null);
  return [...new Set(keys)].slice(0, MAX_RECIPIENTS);
}
