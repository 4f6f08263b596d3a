import { type ParsedMail, type RecipientReport } from '../mail.js';
import { type DeliveryStatus, readDeliveryStatus } from './delivery-status.js';
import { readFeedbackReport } from './feedback-report.js';
import { readFreeText } from './free-text.js';
import { type Failure, judgeFailure } from './judge-failure.js';
import { isFromMailSystem, isReport, isReturnSubject } from './mail-system.js';
import { type Notice, noticeOf } from './notice-text.js';
import { type OriginalMail, addressesIn, originalMailOf } from './original-mail.js';

import { stepAnswered, stepInTranscript } from './session-words.js';

/** Recipients reported of one mail: more than any real report names, few enough to store. */
export const MAX_REPORTED_RECIPIENTS = 1_000;

/** Characters of a diagnostic that are kept. */
const MAX_DIAGNOSTIC_LENGTH = 500;

interface Source {
  mail: ParsedMail;
  notice: Notice;
  original: OriginalMail;
}

type Reader = (source: Source) => RecipientReport[];

/** Tried in order; the first that finds a recipient or a report speaks for the mail. */
const READERS: Reader[] = [readComplaint, readStatusParts, readStatusInText, readWords, readFailedRecipients, readNamelessReport];

/**
 * What the mail reports of the delivery of other mails, one entry a recipient: abuse reports (RFC 5965), delivery
 * status notifications (RFC 3464) and the notices that mail systems write for people. Empty for any other mail, also
 * for a person's mail that quotes or forwards such a report. At most `MAX_REPORTED_RECIPIENTS` entries.
 * What it says is the sender's claim: only an entry that ties to a mail of ours may have consequences.
 */
export function readReports(mail: ParsedMail): RecipientReport[] {
  const notice = noticeOf(mail);
  const source = { mail, notice, original: originalMailOf(mail, notice.original) };
  for (const read of READERS) {
    const reports = read(source);
    if (reports.length > 0) return reports.slice(0, MAX_REPORTED_RECIPIENTS);
  }
  return [];
}

function readComplaint({ mail, original }: Source): RecipientReport[] {
  return readFeedbackReport(mail, original, MAX_REPORTED_RECIPIENTS);
}

function readStatusParts(source: Source): RecipientReport[] {
  if (!isFromMailSystem(source.mail)) return [];
  const parts = source.mail.reportParts.filter((part) => /delivery-status/.test(part.contentType));
  return reportsOf(parts.flatMap((part) => readDeliveryStatus(part.text, MAX_REPORTED_RECIPIENTS)), source);
}

/** Systems that put the status fields into the text, or whose multipart is broken so that they end up there. */
function readStatusInText(source: Source): RecipientReport[] {
  if (!isFromMailSystem(source.mail)) return [];
  const text = `${source.notice.lines.join('\n')}\n\n${source.notice.original}`;
  if (!/^(?:final|original)-recipient:/im.test(text)) return [];
  return reportsOf(readDeliveryStatus(text, MAX_REPORTED_RECIPIENTS), source).filter((report) => report.recipient !== null);
}

function reportsOf(groups: DeliveryStatus[], source: Source): RecipientReport[] {
  const named = groups.some((group) => group.recipients.length > 0);
  const counted = named ? groups.filter((group) => group.recipients.length > 0) : groups.slice(0, 1);
  const guessed = counted.length === 1 ? namesElsewhere(source) : [];
  return unique(
    counted.flatMap((group) => {
      const recipients = group.recipients.length > 0 ? group.recipients : guessed;
      const failure = failureOf(group, source, counted.length === 1);
      return (recipients.length > 0 ? recipients : [null]).map((recipient) => toReport(recipient, failure, source));
    }),
  );
}

function failureOf(group: DeliveryStatus, { notice }: Source, alone: boolean): Failure {
  const words = notice.lines.join('\n').slice(0, 6_000);
  return {
    action: group.action ?? (group.status?.startsWith('4') ? 'delayed' : 'failed'),
    statusField: group.status,
    diagnostic: group.diagnostic,
    context: alone ? words : '',
    step: alone ? stepAnswered(`${group.diagnostic}\n${words}`, group.diagnostic) : stepInTranscript(words, group.diagnostic),
  };
}

function namesElsewhere({ mail, notice, original }: Source): string[] {
  const failed = failedRecipients(mail);
  if (failed.length > 0) return failed;
  const spoken = readFreeText(mail, notice, MAX_REPORTED_RECIPIENTS).map((failure) => failure.recipient);
  return spoken.length > 0 ? spoken : original.to.slice(0, 1);
}

function readWords(source: Source): RecipientReport[] {
  const { mail, notice } = source;
  if (!isFromMailSystem(mail) || !(isReturnSubject(mail.subject) || isReport(mail) || saysFailure(notice))) return [];
  const known = failedRecipients(mail);
  const spoken = readFreeText(mail, notice, MAX_REPORTED_RECIPIENTS);
  const failures = known.length === 0 ? spoken : spoken.filter((failure) => known.includes(failure.recipient));
  if (failures.length < known.length) return [];
  return unique(failures.map((failure) => toReport(failure.recipient, failure, source)));
}

/** X-Failed-Recipients (Exim, Gmail), or a notice that speaks of a failure and names nobody but the original's To. */
function readFailedRecipients(source: Source): RecipientReport[] {
  const { mail, notice } = source;
  if (!isFromMailSystem(mail) || !(isReturnSubject(mail.subject) || isReport(mail) || saysFailure(notice))) return [];
  const words = notice.lines.join('\n').slice(0, 6_000);
  const failure = { action: 'failed', statusField: null, diagnostic: '', context: words, step: null };
  return namesElsewhere(source).map((recipient) => toReport(recipient, failure, source));
}

function failedRecipients(mail: ParsedMail): string[] {
  const fields = mail.headers.filter((field) => field.name === 'x-failed-recipients');
  return [...new Set(fields.flatMap((field) => addressesIn(field.value)))];
}

function readNamelessReport(source: Source): RecipientReport[] {
  const { mail, notice } = source;
  const marked = isReport(mail) || mail.reportParts.some((part) => /delivery-status/.test(part.contentType));
  if (!isFromMailSystem(mail) || !(marked || isReturnSubject(mail.subject))) return [];
  const words = notice.lines.join('\n').slice(0, 6_000);
  return [toReport(null, { action: 'failed', statusField: null, diagnostic: '', context: words, step: null }, source)];
}

function saysFailure(notice: Notice): boolean {
  return /could not be delivered|unable to deliver|delivery.{0,30}fail|wasn't able to deliver|undeliverable|did not reach|error delivering|not delivered|permanent(?:ly)? (?:error|fail)/i.test(
    notice.lines.join('\n').slice(0, 4_000),
  );
}

function toReport(recipient: string | null, failure: Failure, { original }: Source): RecipientReport {
  const done = ['delivered', 'relayed', 'expanded'].includes(failure.action);
  const judged = done
    ? { reason: failure.action, status: failure.statusField, severity: 'delayed' as const }
    : judgeFailure(failure);
  const diagnostic = failure.diagnostic.replace(/\s+/g, ' ').trim().slice(0, MAX_DIAGNOSTIC_LENGTH);
  return {
    recipient,
    action: failure.action,
    ...judged,
    diagnosticCode: diagnostic === '' ? null : diagnostic,
    originalMessageId: original.messageId,
  };
}

function unique(reports: RecipientReport[]): RecipientReport[] {
  const seen = new Map<string | null, RecipientReport>();
  for (const report of reports) if (!seen.has(report.recipient)) seen.set(report.recipient, report);
  return [...seen.values()];
}
