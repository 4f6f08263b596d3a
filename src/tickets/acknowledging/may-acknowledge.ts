import { tokenOf } from '../../mail/classify/rule.js';
import type { Classification, HeaderField } from '../../mail/mail.js';
import type { KnownSender } from '../identity/sender.js';

/** Receipts that one address gets in a day: who writes more often knows that we receive. */
export const MAX_A_DAY_PER_ADDRESS = 3;

/** Receipts that leave a mailbox in an hour, whoever writes: a flood of mail must not become a flood of ours. */
export const MAX_AN_HOUR_PER_MAILBOX = 100;

/** People do not write from there; what answers is read by everybody on the list, or by a program (RFC 3834 §2). */
const OF_A_LIST = /^owner-|-(?:request|owner|bounces)@/i;

/** What is known when a receipt might be sent. */
export interface Occasion {
  classification: Classification;
  headers: HeaderField[];
  /** Of the SMTP envelope; null when that is not known. */
  reversePath: string | null;
  sender: KnownSender;
  /** It was sent so long ago that a receipt would only be odd: it comes from an archive, or is read again. */
  isOld: boolean;
  isSuppressed: boolean;
  sentToAddressToday: number;
  sentByMailboxThisHour: number;
}

/** Why there must be no receipt, the first reason that holds (RFC 3834 §2). */
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

/** @returns null when a receipt may be sent */
export function whyNoReceipt(occasion: Occasion): string | null {
  return REFUSALS.find(([, holds]) => holds(occasion))?.[0] ?? null;
}

/**
 * Microsoft's way of saying "answer me, but not automatically" (MS-OXCMAIL §2.2.3.2.14), and what says that a program sent the
 * mail, also when the words are a person's (RFC 3834 §2, §5): the rule that passed it on would pass our receipt on, too.
 */
function asksForNone({ name, value }: HeaderField): boolean {
  if (name === 'auto-submitted') return !['', 'no'].includes(tokenOf(value));
  if (name === 'precedence') return ['bulk', 'junk', 'list'].includes(tokenOf(value));
  return name === 'x-auto-response-suppress' && /\b(?:all|autoreply)\b/i.test(value);
}
