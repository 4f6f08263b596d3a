import { type Evidence, type Rule } from './rule.js';
import { ABSENCE_BODY, ABSENCE_SUBJECT, AUTOMATIC_SUBJECT } from './absence-words.js';

/** Characters of the body in which an absence note says what it is. */
const OPENING_LENGTH = 600;

/** What an answering machine writes in a person's name, where no header field tells. */
export const WORD_RULES: Rule[] = [
  {
    reason: 'automatic_reply_subject',
    kind: 'auto_reply',
    matches: ({ mail }) => AUTOMATIC_SUBJECT.test(mail.subject),
  },
  { reason: 'out_of_office', kind: 'auto_reply', matches: isAbsenceNote },
];

/**
 * Either alone is no proof: people write about absences ("out of office rules?") and mention theirs ("I am away until
 * Monday, please call Eve"). An asked-for silence (X-Auto-Response-Suppress) stands for the subject: Exchange sets it.
 */
function isAbsenceNote({ mail, values }: Evidence): boolean {
  const says = ABSENCE_BODY.test((mail.text ?? '').slice(0, OPENING_LENGTH));
  const suppresses = values('x-auto-response-suppress').some((value) => /all|oof|autoreply/i.test(value));
  return says && (ABSENCE_SUBJECT.test(mail.subject) || suppresses);
}
