import { type RecipientReport } from '../mail.js';
import { type DeliveryStatus, readDeliveryStatus } from './delivery-status.js';
import { type NamedFailure, readFreeText } from './free-text.js';
import { type Failure } from './judge-failure.js';
import { namesElsewhere } from './names-elsewhere.js';
import { isStatusType } from './report-kinds.js';
import { type ReportSource, toReport, toReportOfAlias, uniqueReports, wordsOf } from './report-source.js';
import { reasonOnce } from './reason-of-words.js';
import { stepAnswered, stepInTranscript, wholeReply } from './session-words.js';

/** Reads the message/delivery-status parts (RFC 3464). */
export function readStatusParts(source: ReportSource): RecipientReport[] {
  const parts = source.mail.reportParts.filter((part) => isStatusType(part.contentType));
  return reportsOf(
    parts.flatMap((part) => readDeliveryStatus(part.text)),
    source,
  );
}

/** For systems that write the status fields into the text, or whose broken multipart puts them there. */
export function readStatusInText(source: ReportSource): RecipientReport[] {
  const { notice, original } = source;
  const text = [notice.lines.join('\n'), notice.original, original.wrappedReport].join('\n\n');
  if (!/^(?:final|original)-recipient:/im.test(text)) return [];
  const groups = readDeliveryStatus(text);
  return reportsOf(groups, source).filter((report) => report.recipient !== null);
}

function reportsOf(groups: DeliveryStatus[], source: ReportSource): RecipientReport[] {
  const named = groups.filter((group) => group.recipients.length > 0);
  const counted = named.length > 0 ? named : groups.slice(0, 1);
  const only = counted.length === 1 ? counted[0] : undefined;
  const reports = only === undefined ? severalReports(counted, source) : reportsOfOne(only, source);
  return uniqueReports(reports);
}

function severalReports(groups: DeliveryStatus[], source: ReportSource): RecipientReport[] {
  const failures = readFreeText(source.mail, source.notice);
  const spoken = new Map(failures.map((failure) => [failure.recipient, failure]));
  const transcript = wordsOf(source.notice);
  const seen = new Set<string>();
  return groups.flatMap((group) => {
    const recipients = group.recipients.filter((recipient) => !seen.has(recipient));
    if (recipients.length === 0) return [];
    recipients.forEach((recipient) => seen.add(recipient));
    const words = group.recipients
      .map((recipient) => spoken.get(recipient))
      .find((each) => each !== undefined);
    const failure = failureAmongSeveral(group, words, transcript);
    return reportsFor(group.recipients, failure, source).filter(
      ({ recipient }) => recipient !== null && recipients.includes(recipient),
    );
  });
}

function reportsOfOne(group: DeliveryStatus, source: ReportSource): RecipientReport[] {
  const context = wordsOf(source.notice);
  const step = stepAnswered(`${group.diagnostic}\n${context}`, group.diagnostic);
  const failure = { ...fieldsOf(group, context), reasonElsewhere: reasonOnce(context), step };
  if (group.recipients.length > 0) return reportsFor(group.recipients, failure, source);
  const named: (string | null)[] = namesElsewhere(source);
  return (named.length > 0 ? named : [null]).map((recipient) => toReport(recipient, failure, source));
}

/** `recipients` are those of one group: if there are two, we wrote to the first. */
function reportsFor(recipients: string[], failure: Failure, source: ReportSource): RecipientReport[] {
  const [first, second] = recipients;
  return first !== undefined && second !== undefined
    ? [toReportOfAlias(first, second, failure, source), toReport(second, failure, source)]
    : recipients.map((recipient) => toReport(recipient, failure, source));
}

/** A group often omits what the notice says about the same recipient: the step, and the reason in words. */
function failureAmongSeveral(
  group: DeliveryStatus,
  words: NamedFailure | undefined,
  transcript: string,
): Failure {
  const own = words?.diagnostic ?? '';
  const step =
    stepInTranscript(transcript, group.diagnostic) ?? stepAnswered(`${group.diagnostic}\n${own}`, '');
  return { ...fieldsOf(group, transcript), reasonElsewhere: reasonOnce(own), step };
}

/** The action implied by the class of a status (RFC 3463 §2), if the action is missing or not a standard one. */
const ACTION_OF_CLASS: Record<string, string> = { '2': 'delivered', '4': 'delayed' };

function fieldsOf(
  group: DeliveryStatus,
  transcript: string,
): Pick<Failure, 'action' | 'statusField' | 'diagnostic' | 'names'> {
  const implied = ACTION_OF_CLASS[group.status?.charAt(0) ?? ''];
  return {
    action: group.action ?? implied ?? 'failed',
    statusField: group.status,
    diagnostic: wholeReply(transcript, group.diagnostic),
    names: group.recipients,
  };
}
