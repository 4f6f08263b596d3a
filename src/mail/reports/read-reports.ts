import { type ParsedMail, type RecipientReport } from '../mail.js';
import { readFeedbackReport } from './feedback-report.js';
import { isFromMailSystem } from './mail-system.js';
import { MAX_REPORTED_RECIPIENTS, ReportSource } from './report-source.js';
import { readRefusedReceipt } from './refused-receipt.js';
import { readSesNotification } from './ses-notification.js';
import { readStatusInText, readStatusParts } from './status-reports.js';
import { readNameless, readNamesElsewhere, readWords } from './word-reports.js';

type Reader = (source: ReportSource) => RecipientReport[];

/** Reports that identify themselves, whoever sends them. */
const READERS_OF_ANY_MAIL: Reader[] = [readFeedbackReport, readSesNotification, readRefusedReceipt];

/** Reports believed only from a mail system, the most exact first. */
const READERS_OF_NOTICES: Reader[] = [
  readStatusParts,
  readStatusInText,
  readWords,
  readNamesElsewhere,
  readNameless,
];

/**
 * What the mail reports about the delivery of other mails, one entry per recipient: abuse reports (RFC 5965), delivery
 * status notifications (RFC 3464) and notices that mail systems write for people. Empty for any other mail, including a
 * person's mail that quotes or forwards such a report. At most `MAX_REPORTED_RECIPIENTS` entries.
 *
 * Entries are the sender's claims: only one that can be tied to a mail of ours may have consequences.
 */
export function readReports(mail: ParsedMail): RecipientReport[] {
  const source = new ReportSource(mail);
  const readers = isFromMailSystem(mail)
    ? [...READERS_OF_ANY_MAIL, ...READERS_OF_NOTICES]
    : READERS_OF_ANY_MAIL;
  for (const read of readers) {
    const reports = read(source);
    if (reports.length > 0) return reports.slice(0, MAX_REPORTED_RECIPIENTS);
  }
  return [];
}
