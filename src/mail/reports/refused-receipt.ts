import { type RecipientReport } from '../mail.js';
import { field, unfold } from './original-mail.js';
import { reasonOnce } from './reason-of-words.js';
import { typedAddress } from './report-address.js';
import { isReceiptType } from './report-kinds.js';
import { type ReportSource, toReport, wordsOf } from './report-source.js';
import { tellsFailure } from './session-words.js';

/** RFC 8098 §3.2.6, and RFC 2298 before it: what a program did with a mail that nobody will read. */
const DISCARDED = /^automatic-action\b[^;]{0,80};\s{0,8}(?:deleted|denied|failed)\b/i;

const REFUSED = /\b(?:rejected|refused|declined)\b/i;

/**
 * Reads the receipt with which a mailbox's own rules, or a delivery agent whose mailbox is full, refuse a mail (Sieve's
 * `reject`, RFC 5429 §2.1.2). A receipt for a mail deleted unread does not count.
 */
export function readRefusedReceipt(source: ReportSource): RecipientReport[] {
  const part = source.mail.reportParts.find(({ contentType }) => isReceiptType(contentType));
  const fields = unfold(part?.text ?? '');
  if (!DISCARDED.test(field(fields, 'disposition'))) return [];
  const words = wordsOf(source.notice);
  if (!REFUSED.test(words) && !tellsFailure(source.notice.lines)) return [];
  const recipient =
    typedAddress(field(fields, 'original-recipient')) ?? typedAddress(field(fields, 'final-recipient'));
  const failure = {
    action: 'failed',
    statusField: null,
    diagnostic: '',
    names: [],
    reasonElsewhere: reasonOnce(words),
  };
  return [toReport(recipient, { ...failure, step: 'data' }, source)];
}
