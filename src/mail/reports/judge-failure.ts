import { type Severity } from '../mail.js';
import { FAILURE_REASONS, type FailureReason } from './failure-reasons.js';
import { reasonOfWords } from './reason-of-words.js';
import { type Step } from './session-words.js';

/** What a report says of one recipient before it is judged. */
export interface Failure {
  /** RFC 3464 §2.3.3 action, lower case; `failed` where only text speaks of a final failure. */
  action: string;
  /** Status field of a delivery-status part; null where there is none. */
  statusField: string | null;
  /** The remote system's own words; empty when there are none. */
  diagnostic: string;
  /** The reason that the rest of the notice tells; asked only when the diagnostic says nothing. */
  reasonElsewhere: () => string | null;
  /** The step of the SMTP session that was refused; null when the report does not tell. */
  step: Step | null;
}

export interface Judgement {
  reason: string;
  status: string | null;
  severity: Severity;
}

/** Reasons that say the address is dead for good; all others may pass. */
const DEAD_ADDRESS = new Set<string>(['user_unknown', 'host_unknown', 'has_moved', 'not_accept']);

/** What an enhanced status says by itself (RFC 3463 and the IANA registry), where the words say nothing. */
const REASON_OF_STATUS: Record<string, FailureReason | 'filtered'> = {
  '1.0': 'user_unknown',
  '1.1': 'user_unknown',
  '1.2': 'host_unknown',
  '1.3': 'user_unknown',
  '1.4': 'filtered',
  '1.6': 'has_moved',
  '1.7': 'sender_rejected',
  '1.8': 'sender_rejected',
  '1.9': 'network',
  '1.10': 'not_accept',
  '2.0': 'filtered',
  '2.1': 'suspended',
  '2.2': 'mailbox_full',
  '2.3': 'message_too_large',
  '2.4': 'filtered',
  '3.0': 'system_error',
  '3.1': 'system_full',
  '3.2': 'not_accept',
  '3.3': 'system_error',
  '3.4': 'message_too_large',
  '3.5': 'system_error',
  '4.0': 'network',
  '4.1': 'network',
  '4.2': 'network',
  '4.3': 'system_error',
  '4.4': 'host_unknown',
  '4.5': 'system_full',
  '4.6': 'network',
  '4.7': 'expired',
  '5.0': 'syntax_error',
  '5.1': 'syntax_error',
  '5.2': 'syntax_error',
  '5.3': 'rate_limited',
  '5.4': 'syntax_error',
  '6.0': 'content_rejected',
  '6.3': 'content_rejected',
  '6.9': 'content_rejected',
  '7.0': 'policy',
  '7.1': 'policy',
  '7.13': 'suspended',
  '7.17': 'has_moved',
  '7.25': 'infrastructure',
  '7.23': 'auth_failure',
  '7.24': 'auth_failure',
  '7.26': 'auth_failure',
  '7.27': 'sender_rejected',
};

/** What a basic SMTP reply says by itself (RFC 5321 §4.2), where nothing else speaks. */
const REASON_OF_REPLY: Record<string, FailureReason> = {
  '421': 'network',
  '450': 'undefined',
  '452': 'system_full',
  '521': 'not_accept',
  '525': 'suspended',
  '551': 'has_moved',
  '552': 'mailbox_full',
  '556': 'not_accept',
};

const STATUS_OF_REASON: ReadonlyMap<string, string> = new Map(
  FAILURE_REASONS.map((row) => [row.reason, row.status]),
);

/** Judges one failure: the reason from the words, then from the codes; the severity from reason, class and action. */
export function judgeFailure(failure: Failure): Judgement {
  const told = statusOf(failure);
  const reason = reasonOf(failure, told);
  const delayed = failure.action === 'delayed';
  const status = told ?? impliedStatus(failure, reason, delayed);
  return { reason, status, severity: severityOf(reason, status, delayed) };
}

function severityOf(reason: string, status: string | null, delayed: boolean): Severity {
  if (delayed) return 'delayed';
  return DEAD_ADDRESS.has(reason) && !status?.startsWith('4') ? 'hard' : 'soft';
}

function reasonOf(failure: Failure, status: string | null): string {
  const byStatus = reasonOfCodes(failure, status);
  const told =
    reasonOfWords(failure.diagnostic) ??
    (isVague(status) ? (failure.reasonElsewhere() ?? byStatus) : (byStatus ?? failure.reasonElsewhere()));
  return inItsStep(told ?? (failure.action === 'delayed' ? 'expired' : 'undefined'), failure, status);
}

/** A status that tells no more than its class or that something is wrong. */
function isVague(status: string | null): boolean {
  return status === null || /^[245]\.(?:0\.0|3\.0|5\.0|7\.0)$/.test(status);
}

/**
 * The same words mean another thing in another step. Refused at MAIL FROM, it is the sender who is unknown. "User
 * unknown" in answer to anything after RCPT TO comes from a filter behind a server that had accepted the recipient, and
 * the words are a pretext; so they are where the status speaks of a mailbox that is there (5.2.x) or of policy (5.7.x).
 * A report that does not tell the step is taken at its word.
 */
function inItsStep(reason: string, failure: Failure, status: string | null): string {
  if (!DEAD_ADDRESS.has(reason)) return reason;
  if (failure.step === 'mail') return 'sender_rejected';
  if (reason !== 'user_unknown' || failure.step === 'rcpt') return reason;
  if (status !== null && /^5\.1\.\d/.test(status)) return reason;
  return failure.step === null && !/^5\.[27]\.[1-9]/.test(status ?? '') ? reason : 'filtered';
}

function reasonOfCodes(failure: Failure, status: string | null): string | null {
  const reply = smtpReply(failure.diagnostic);
  const byStatus = status === null ? undefined : REASON_OF_STATUS[status.slice(2)];
  return byStatus ?? (reply === null ? undefined : REASON_OF_REPLY[reply]) ?? null;
}

/**
 * The Status field, unless it says nothing beyond its class and the diagnostic is more exact, or the remote system's
 * reply and its enhanced status agree on another class.
 */
function statusOf(failure: Failure): string | null {
  const field = enhancedStatus(failure.statusField ?? '');
  const spoken = enhancedStatus(failure.diagnostic);
  if (field === null) return spoken;
  if (spoken === null) return field;
  const vague = /^[245]\.0\.0$/.test(field) && spoken.startsWith(field.charAt(0));
  return vague || isContradicted(field, failure.diagnostic, spoken) ? spoken : field;
}

function isContradicted(field: string, diagnostic: string, spoken: string): boolean {
  return smtpReply(diagnostic)?.charAt(0) === spoken.charAt(0) && spoken.charAt(0) !== field.charAt(0);
}

/** The status that a reply code or, where only text speaks, the reason implies. */
function impliedStatus(failure: Failure, reason: string, delayed: boolean): string | null {
  const detail = STATUS_OF_REASON.get(reason)?.slice(2) ?? '0.0';
  const reply = smtpReply(failure.diagnostic);
  const statusClass = reply?.charAt(0) ?? (delayed ? '4' : '5');
  return `${statusClass}.${detail}`;
}

/** The first RFC 3463 status in `text`, e.g. `5.1.1`; parts of IP addresses and version numbers do not count. */
export function enhancedStatus(text: string): string | null {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\.\d|\d)/.exec(text)?.[0] ?? null;
}

/** The first SMTP reply code of a failure in `text`, e.g. `550`. */
export function smtpReply(text: string): string | null {
  return (
    /(?:^|[\s:;'"(>#])([45][0-5]\d)(?=[\s-](?!\d+ ?(?:[KMG]?B|bytes|seconds|hours)))/.exec(text)?.[1] ?? null
  );
}
