import { type ParsedMail, type RecipientReport } from '../mail.js';
import { readFreeText } from './free-text.js';
import { failedRecipients, namesElsewhere } from './names-elsewhere.js';
import { addressesIn, field } from './original-mail.js';
import { hasStatusPart, isDeliveryReport, returnsMail } from './report-kinds.js';
import {
  failureInWords,
  type ReportSource,
  toReport,
  toReportOfAlias,
  uniqueReports,
} from './report-source.js';
import { isReturnSubject } from './return-subject.js';
import { tellsFailure } from './session-words.js';

/** Reads a notice written only for people, recipient by recipient. */
export function readWords(source: ReportSource): RecipientReport[] {
  if (!saysFailure(source)) return [];
  const known = failedRecipients(source.mail);
  const spoken = readFreeText(source.mail, source.notice);
  const failures =
    known.length === 0 ? spoken : spoken.filter((failure) => known.includes(failure.recipient));
  if (failures.length < known.length) return [];
  return uniqueReports(
    failures.flatMap((failure) => {
      const { recipient, writtenTo } = failure;
      if (failure.isAlias) return toReportOfAlias(recipient, null, failure, source);
      const report = toReport(recipient, failure, source);
      return writtenTo === null ? report : [toReportOfAlias(writtenTo, recipient, failure, source), report];
    }),
  );
}

/** Reads a notice whose words name nobody, but whose header or original mail does. */
export function readNamesElsewhere(source: ReportSource): RecipientReport[] {
  if (!saysFailure(source)) return [];
  const failure = failureInWords(source);
  return namesElsewhere(source).map((recipient) => toReport(recipient, failure, source));
}

/** A report that names nobody at all is still one. */
export function readNameless(source: ReportSource): RecipientReport[] {
  const { mail } = source;
  const isReport = isDeliveryReport(mail) || hasStatusPart(mail) || isReturnSubject(mail.subject);
  return isReport || returnsToSeveral(source) ? [toReport(null, failureInWords(source), source)] : [];
}

/** It says who was written to, but not whom of them it did not reach. */
function returnsToSeveral(source: ReportSource): boolean {
  return addressesIn(field(source.original.headers, 'to')).length > 0 && saysFailure(source);
}

function saysFailure(source: ReportSource): boolean {
  const { mail, notice } = source;
  return (
    isReturnSubject(mail.subject) ||
    isDeliveryReport(mail) ||
    tellsFailure(notice.lines) ||
    (isMailerDaemon(mail) && (returnsMail(mail) || failureInWords(source).reasonElsewhere() !== null))
  );
}

/** It writes only about failures, so any reason in its words or a returned mail is enough. */
function isMailerDaemon(mail: ParsedMail): boolean {
  return /^mailer-?daemon@/i.test(mail.from[0]?.address ?? '');
}
