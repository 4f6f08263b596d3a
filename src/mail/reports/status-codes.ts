import { type FailureReason } from './failure-reasons.js';

/** The reason implied by an enhanced status (RFC 3463 and the IANA registry), if the words give none. */
const REASON_OF_STATUS: Record<string, FailureReason> = {
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
  '7.18': 'has_moved',
  '7.25': 'infrastructure',
  '7.23': 'auth_failure',
  '7.24': 'auth_failure',
  '7.26': 'auth_failure',
  '7.27': 'sender_rejected',
  '7.28': 'rate_limited',
};

/**
 * The reason implied by the subject of an enhanced status (RFC 3463 §3), if neither the words nor the whole status say
 * more.
 */
const REASON_OF_SUBJECT: Record<string, FailureReason> = {
  '2': 'filtered',
  '3': 'system_error',
  '4': 'network',
  '5': 'syntax_error',
  '6': 'content_rejected',
  '7': 'policy',
};

/** The reason implied by a basic SMTP reply (RFC 5321 §4.2), if there is nothing else. */
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

/** The reason implied by an enhanced status; null if it implies none. */
export function reasonOfStatus(status: string | null): FailureReason | null {
  return status === null || status.startsWith('2') ? null : (REASON_OF_STATUS[status.slice(2)] ?? null);
}

/**
 * The reason implied by the subject of an enhanced status, for receivers with details of their own; null if it implies
 * none.
 */
export function reasonOfSubject(status: string | null): FailureReason | null {
  return status === null || status.startsWith('2')
    ? null
    : (REASON_OF_SUBJECT[status.split('.')[1] ?? ''] ?? null);
}

/** The reason implied by a reply code; null if it implies none. */
export function reasonOfReply(reply: string | null): FailureReason | null {
  return reply === null ? null : (REASON_OF_REPLY[reply] ?? null);
}

/** The first RFC 3463 status in `text`, e.g. `5.1.1`; parts of IP addresses and version numbers do not count. */
export function enhancedStatus(text: string): string | null {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\.\d|\d)/.exec(text)?.[0] ?? null;
}

/** The first SMTP reply code of a failure in `text`, e.g. `550`. */
export function smtpReply(text: string): string | null {
  return (
    /(?:^|[\s:;'"(>#])([45][0-5]\d)(?=(?:[\s-]|: )(?!\d+ ?(?:[KMG]?B|bytes|seconds|hours)))/.exec(
      text,
    )?.[1] ?? null
  );
}
