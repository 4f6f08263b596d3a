import { type ParsedMail } from '../mail.js';
import { ABSENCE_BODY, AUTOMATIC_BODY, REQUEST } from './absence-body.js';
import {
  ABSENCE_FIRST,
  ABSENCE_SUBJECT,
  ACKNOWLEDGEMENT_SUBJECT,
  AUTOMATIC_SUBJECT,
} from './automatic-subjects.js';
import { openingOf } from '../opening.js';
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
    matches: ({ mail }) => isAutomaticSubject(mail) || isNamedAnswer(mail),
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

/** "Out of office" alone may be what a person asks about; a machine puts the subject that it answers behind it. */
function isAutomaticSubject(mail: ParsedMail): boolean {
  if (!AUTOMATIC_SUBJECT.test(mail.subject)) return false;
  return /[:：[(【]/.test(mail.subject) || !asks(openingOf(mail, OPENING_LENGTH));
}

/** "Vacation: your order" is a machine's where it answers a mail; people open conversations with such subjects. */
function isNamedAnswer({ subject, inReplyTo }: ParsedMail): boolean {
  return inReplyTo.length > 0 && ABSENCE_FIRST.test(subject);
}

/**
 * Either alone is no proof: people write about absences ("out of office rules?") and mention theirs ("I am away until
 * Monday, please call Eve"), also together ("On vacation" / "I am on vacation, can you deliver later?"): they want
 * something, unless they say that nobody has written it. An asked-for silence (X-Auto-Response-Suppress) stands for the
 * subject: Exchange sets it.
 */
function isAbsenceNote(evidence: Evidence): boolean {
  const { mail } = evidence;
  const isSilent = suppressesAnswers(evidence);
  if (!isSilent && !ABSENCE_SUBJECT.test(mail.subject)) return false;
  const opening = openingOf(mail, OPENING_LENGTH);
  return ABSENCE_BODY.test(opening) && (isSilent || AUTOMATIC_BODY.test(opening) || !asks(opening));
}

/** The mail that a machine answers may stand below its words. */
function asks(opening: string): boolean {
  const [own = ''] = opening.split(/^(?:>|-{3}|_{5})/m, 1);
  return REQUEST.test(own);
}

function suppressesAnswers({ values }: Evidence): boolean {
  return values('x-auto-response-suppress').some((value) => /all|oof|autoreply/i.test(value));
}
