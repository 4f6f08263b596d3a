import { type ParsedMail } from '../mail.js';
import {
  ABSENCE_BODY,
  ABSENCE_SUBJECT,
  ACKNOWLEDGEMENT_SUBJECT,
  AUTOMATIC_BODY,
  AUTOMATIC_SUBJECT,
} from './absence-words.js';
import { openingOf } from './opening.js';
import { type Evidence, type Rule, tokenOf } from './rule.js';

/** Characters of the body in which an absence note says what it is. */
const OPENING_LENGTH = 600;

/** Fields by which a program says that it has written a mail. */
const GENERATED_FIELDS = ['auto-submitted', 'x-ms-exchange-generated-message-source'];

/** Exchange says of absence notes only that they are generated; what they answer, their subject tells. */
export const ANSWER_RULES: Rule[] = [
  { reason: 'automatic_reply_subject', kind: 'auto_reply', matches: isGeneratedAnswer },
];

/** What an answering machine writes in a person's name, where no header field tells. */
export const WORD_RULES: Rule[] = [
  {
    reason: 'automatic_reply_subject',
    kind: 'auto_reply',
    matches: ({ mail }) => AUTOMATIC_SUBJECT.test(mail.subject),
  },
  { reason: 'out_of_office', kind: 'auto_reply', matches: isAbsenceNote },
  {
    reason: 'acknowledgement_subject',
    kind: 'auto_reply',
    matches: (evidence) => suppressesAnswers(evidence) && ACKNOWLEDGEMENT_SUBJECT.test(evidence.mail.subject),
  },
];

function isGeneratedAnswer({ mail, values }: Evidence): boolean {
  const isGenerated = GENERATED_FIELDS.some((name) => values(name).some((value) => tokenOf(value) !== 'no'));
  return isGenerated && AUTOMATIC_SUBJECT.test(mail.subject);
}

/**
 * None is proof alone: people write about absences ("out of office rules?") and mention theirs ("I am away until Monday,
 * please call Eve"). An asked-for silence (X-Auto-Response-Suppress) stands for the subject: Exchange sets it. A note
 * answers a mail or calls itself automatic; who writes first that he is on vacation wants something.
 */
function isAbsenceNote(evidence: Evidence): boolean {
  const { mail } = evidence;
  const expected = ABSENCE_SUBJECT.test(mail.subject) || suppressesAnswers(evidence);
  if (!expected) return false;
  const opening = openingOf(mail, OPENING_LENGTH);
  return ABSENCE_BODY.test(opening) && (isAnswer(mail) || AUTOMATIC_BODY.test(opening));
}

function isAnswer({ inReplyTo, references, subject }: ParsedMail): boolean {
  return (
    inReplyTo.length + references.length > 0 ||
    /^(?:re|aw|antw|sv|rv|odp|vs|ynt|回复|答复|返信)\s?[:：]/iu.test(subject)
  );
}

function suppressesAnswers({ values }: Evidence): boolean {
  return values('x-auto-response-suppress').some((value) => /all|oof|autoreply/i.test(value));
}
