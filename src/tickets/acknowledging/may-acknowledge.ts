import { tokenOf } from '../../mail/classify/rule.js';
import type { Classification, HeaderField } from '../../mail/mail.js';
import type { KnownSender } from '../identity/sender.js';

/** Receipts to the addresses of one sender in 24 hours: whoever writes more often knows that we receive. */
export const MAX_A_DAY_PER_ADDRESS = 3;

/** Receipts from one mailbox in an hour, to anybody: a flood of mail must not become a flood of ours. */
export const MAX_AN_HOUR_PER_MAILBOX = 100;

/** No person writes from such an address; answers reach everybody on the list, or a program (RFC 3834 §2). */
const OF_A_LIST = /^owner-|-(?:request|owner|bounces)@/i;

/** What decides whether a receipt may be sent. */
export interface Occasion {
  classification: Classification;
  headers: HeaderField[];
  /** Of the SMTP envelope; null if unknown. */
  reversePath: string | null;
  sender: KnownSender;
  /** Sent so long ago that a receipt would be odd: the mail comes from an archive, or is read again. */
  isOld: boolean;
  isSuppressed: boolean;
  sentToAddressToday: number;
  sentByMailboxThisHour: number;
}

/** Reasons against a receipt; the first that holds is given (RFC 3834 §2). */
const REFUSALS: [reason: string, holds: (occasion: Occasion) => boolean][] = [
  ['automatic_mail', ({ classification }) => classification.kind !== 'human'],
  ['null_reverse_path', ({ reversePath }) => /^<\s*>$/.test(reversePath ?? '')],
  ['sender_asks_for_none', ({ headers }) => headers.some(asksForNone)],
  ['sender_unidentified', ({ sender }) => sender.address === null],
  ['sender_serves_list', ({ sender }) => OF_A_LIST.test(sender.address ?? '')],
  ['sender_is_ours', ({ sender }) => sender.isOurs],
  ['sender_blocked', ({ sender }) => sender.isBlocked],
  ['sender_unproven', ({ sender }) => sender.proof !== 'pass'],
  ['too_old', ({ isOld }) => isOld],
  ['sender_suppressed', ({ isSuppressed }) => isSuppressed],
  ['address_cap_reached', ({ sentToAddressToday }) => sentToAddressToday >= MAX_A_DAY_PER_ADDRESS],
  ['mailbox_cap_reached', ({ sentByMailboxThisHour }) => sentByMailboxThisHour >= MAX_AN_HOUR_PER_MAILBOX],
];

/** @returns null if a receipt may be sent */
export function whyNoReceipt(occasion: Occasion): string | null {
  return REFUSALS.find(([, holds]) => holds(occasion))?.[0] ?? null;
}

/**
 * Microsoft's "answer me, but not automatically" (MS-OXCMAIL §2.2.3.2.14), and headers which say that a program sent
 * the mail, even if a person wrote it (RFC 3834 §2, §5): the rule that forwarded it would forward our receipt, too.
 */
function asksForNone({ name, value }: HeaderField): boolean {
  if (name === 'auto-submitted') return !['', 'no'].includes(tokenOf(value));
  if (name === 'precedence') return ['bulk', 'junk', 'list'].includes(tokenOf(value));
  return name === 'x-auto-response-suppress' && /\b(?:all|autoreply)\b/i.test(value);
}
