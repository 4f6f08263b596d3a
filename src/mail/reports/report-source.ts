import { type ParsedMail, type RecipientReport } from '../mail.js';
import { safeText, truncate } from '../text.js';
import { type Failure, judgeFailure } from './judge-failure.js';
import { type Notice, noticeOf } from './notice-text.js';
import { reasonOnce } from './reason-of-words.js';
import { isDelay } from './session-words.js';
import { type OriginalMail, originalMailOf } from './original-mail.js';

/** Recipients reported from one mail: more than any real report names, few enough to store. */
export const MAX_REPORTED_RECIPIENTS = 1_000;

/** Characters kept of a diagnostic. */
const MAX_DIAGNOSTIC_LENGTH = 500;

/** Characters of the notice searched for a reason that a recipient's own words do not give. */
const MAX_CONTEXT_LENGTH = 6_000;

/** Recipients of a report itself; more than one is rare. */
const MAX_OUR_ADDRESSES = 10;

/** A mail taken apart for the readers, on demand, because most mails are not reports. */
export class ReportSource {
  private readNotice?: Notice;
  private readOriginal?: OriginalMail;

  constructor(readonly mail: ParsedMail) {}

  get notice(): Notice {
    return (this.readNotice ??= noticeOf(this.mail));
  }

  get original(): OriginalMail {
    return (this.readOriginal ??= originalMailOf(this.mail, () => this.notice.original));
  }
}

/** The opening of the notice as one text. */
export function wordsOf(notice: Notice): string {
  return notice.lines.join('\n').slice(0, MAX_CONTEXT_LENGTH);
}

/** A failure described only by the notice as a whole. */
export function failureInWords({ mail, notice }: ReportSource): Failure {
  const words = wordsOf(notice);
  return {
    action: isDelay(mail.subject, words) ? 'delayed' : 'failed',
    statusField: null,
    diagnostic: '',
    names: [],
    reasonElsewhere: reasonOnce(words),
    step: null,
  };
}

/**
 * The report for one recipient. If the mail was delivered, relayed or expanded, as `action` says, the severity is
 * `delayed`, which changes nothing.
 */
export function toReport(
  recipient: string | null,
  failure: Failure,
  { mail, original }: ReportSource,
): RecipientReport {
  const done = ['delivered', 'relayed', 'expanded'].includes(failure.action);
  const judged = done
    ? { reason: failure.action, status: failure.statusField, severity: 'delayed' as const }
    : judgeFailure(failure, addressesOf(mail.to));
  const diagnostic = oneLine(failure.diagnostic);
  return {
    recipient,
    action: failure.action,
    ...judged,
    diagnosticCode: diagnostic === '' ? null : diagnostic,
    originalMessageId: original.messageId,
  };
}

/**
 * The report for an address that led to `recipient` (null if the report hides that one), which failed. It may be a
 * team's or a list's, whose other members live: its own failure is final only if the words name it, or if it keeps its
 * name at another host.
 */
export function toReportOfAlias(
  alias: string,
  recipient: string | null,
  failure: Failure,
  source: ReportSource,
): RecipientReport {
  const report = toReport(alias, failure, source);
  const isOwn = nameOf(alias) === nameOf(recipient) || failure.diagnostic.toLowerCase().includes(alias);
  return report.severity === 'hard' && !isOwn ? { ...report, severity: 'soft' } : report;
}

/** The local part without its tag. */
const nameOf = (address: string | null): string | undefined => /^[^@+]*/.exec(address ?? '')?.[0];

/** In lower case; whom the report names as failed is not the one it came to, unless they wrote to themselves. */
function addressesOf(mailboxes: ParsedMail['to']): string[] {
  return mailboxes.slice(0, MAX_OUR_ADDRESSES).map(({ address }) => address.toLowerCase());
}

/** The report of somebody who complains about a mail. */
export function toComplaint(
  recipient: string | null,
  reason: string,
  originalMessageId: string | null,
): RecipientReport {
  const said = { status: null, diagnosticCode: null, severity: 'complaint' as const, reason };
  return { recipient, action: 'complaint', ...said, originalMessageId };
}

/** One line of bounded length. */
function oneLine(text: string): string {
  return truncate(safeText(text.replace(/[\p{Cc}\s]+/gu, ' ').trim()), MAX_DIAGNOSTIC_LENGTH);
}

/** The first report for each recipient. */
export function uniqueReports(reports: RecipientReport[]): RecipientReport[] {
  const seen = new Map<string | null, RecipientReport>();
  for (const report of reports) if (!seen.has(report.recipient)) seen.set(report.recipient, report);
  return [...seen.values()];
}
