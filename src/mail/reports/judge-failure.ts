import { type Severity } from '../mail.js';
import { FAILURE_REASONS } from './failure-reasons.js';
import { withoutGuess } from './bare-words.js';
import { reasonOfWords } from './reason-of-words.js';
import { type Step } from './session-words.js';
import { enhancedStatus, reasonOfReply, reasonOfStatus, reasonOfSubject, smtpReply } from './status-codes.js';

/** What a report says about one recipient, before it is judged. */
export interface Failure {
  /** RFC 3464 §2.3.3 action, lower case; `failed` if only text mentions a final failure. */
  action: string;
  /** Status field of a delivery-status part; null if there is none. */
  statusField: string | null;
  /** The remote system's own words; empty if there are none. */
  diagnostic: string;
  /** The addresses by which those words may call the recipient. */
  names: string[];
  /** The reason given by the rest of the notice; called only if the diagnostic gives none. */
  reasonElsewhere: () => string | null;
  /** The step of the SMTP session that was refused; null if the report does not say. */
  step: Step | null;
}

export interface Judgement {
  reason: string;
  status: string | null;
  severity: Severity;
}

/** Reasons that mean the address is permanently dead; all others may be temporary. */
const DEAD_ADDRESS = new Set<string>(['user_unknown', 'host_unknown', 'has_moved', 'not_accept']);

const STATUS_OF_REASON: ReadonlyMap<string, string> = new Map(
  FAILURE_REASONS.map((row) => [row.reason, row.status]),
);

/**
 * Judges one failure: the reason from the words, then from the codes; the severity from reason, class and action.
 *
 * @param ours addresses of whom the report came to: "account for support@shop.example not found" is about the sender
 */
export function judgeFailure(failure: Failure, ours: string[] = []): Judgement {
  const told = statusOf(failure);
  const reason = reasonOf(failure, told, ours);
  const delayed = failure.action === 'delayed';
  const status = told ?? impliedStatus(failure, reason, delayed);
  return { reason, status, severity: severityOf(reason, status, delayed) };
}

function severityOf(reason: string, status: string | null, delayed: boolean): Severity {
  if (delayed) return 'delayed';
  return DEAD_ADDRESS.has(reason) && !status?.startsWith('4') ? 'hard' : 'soft';
}

function reasonOf(failure: Failure, status: string | null, ours: string[]): string {
  const byStatus = reasonOfCodes(failure, status);
  const told =
    reasonOfWords(failure.diagnostic, failure.names, ours) ??
    (isVague(status) && !isTelling(failure.diagnostic)
      ? (failure.reasonElsewhere() ?? byStatus)
      : (byStatus ?? failure.reasonElsewhere())) ??
    reasonOfSubject(status);
  return inItsStep(told ?? (failure.action === 'delayed' ? 'expired' : 'undefined'), failure, status);
}

/** True for a final reply whose code alone gives the reason, unlike 550 and 554 (RFC 5321 §4.2.3, RFC 7504). */
function isTelling(diagnostic: string): boolean {
  return /^(?:521|551|556)$/.test(smtpReply(diagnostic) ?? '');
}

/** True for a status that gives only its class, or only that something is wrong. */
function isVague(status: string | null): boolean {
  return status === null || /^[245]\.(?:0\.0|3\.0|5\.0|7\.0)$/.test(status);
}

/**
 * Corrects the reason for the step, because the same words mean different things. Refused at MAIL FROM, it is the
 * sender who is unknown. After RCPT TO, "user unknown" is a pretext: it comes from a filter behind a server that had
 * accepted the recipient, unless the status is 5.1.x. If the report does not give the step, its words are believed,
 * unless the status concerns an existing mailbox (5.2.x) or policy (5.7.x).
 */
function inItsStep(reason: string, failure: Failure, status: string | null): string {
  if (!DEAD_ADDRESS.has(reason)) return reason;
  if (failure.step === 'mail') return 'sender_rejected';
  if (reason !== 'user_unknown' || failure.step === 'rcpt') return reason;
  if (status !== null && /^5\.1\.\d/.test(status)) return reason;
  return failure.step === null && !/^5\.[27]\.[1-9]/.test(status ?? '') ? reason : 'filtered';
}

function reasonOfCodes(failure: Failure, status: string | null): string | null {
  return reasonOfStatus(status) ?? reasonOfReply(smtpReply(failure.diagnostic));
}

/**
 * The Status field. The diagnostic counts instead if it is more exact than a field with only a class, or if its reply
 * code and its enhanced status agree on another class. Null if it contradicts the field without a status of its own.
 */
function statusOf(failure: Failure): string | null {
  const field = enhancedStatus(failure.statusField ?? '');
  const spoken = enhancedStatus(withoutGuess(failure.diagnostic));
  if (field === null) return spoken;
  if (spoken === null) return isGivenUp(field, failure.diagnostic) ? null : field;
  const vague = /^[245]\.0\.0$/.test(field) && spoken.startsWith(field.charAt(0));
  return vague || isContradicted(field, failure.diagnostic, spoken) ? spoken : field;
}

/** Some systems (Exim) report `5.0.0` after days of temporary refusals; the refusal stays temporary. */
function isGivenUp(field: string, diagnostic: string): boolean {
  return field === '5.0.0' && smtpReply(diagnostic)?.startsWith('4') === true;
}

function isContradicted(field: string, diagnostic: string, spoken: string): boolean {
  return smtpReply(diagnostic)?.charAt(0) === spoken.charAt(0) && spoken.charAt(0) !== field.charAt(0);
}

/** The status implied by a reply code or, if there is only text, by the reason. */
function impliedStatus(failure: Failure, reason: string, delayed: boolean): string | null {
  const detail = STATUS_OF_REASON.get(reason)?.slice(2) ?? '0.0';
  const reply = smtpReply(failure.diagnostic);
  const statusClass = reply?.charAt(0) ?? (delayed ? '4' : '5');
  return `${statusClass}.${detail}`;
}
