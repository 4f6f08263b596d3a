import { type ParsedMail } from '../mail.js';
import { isForwardSubject } from '../reply/separator.js';
import { ABSENCE_BODY, ABSENCE_WORDS, AUTOMATIC_BODY } from './absence-body.js';
import {
  ABSENCE_FIRST,
  ABSENCE_SUBJECT,
  ACKNOWLEDGEMENT_BODY,
  ACKNOWLEDGEMENT_SUBJECT,
  AUTOMATIC_SUBJECT,
  REPLY_SUBJECT,
  SUBJECT_TAG,
} from './automatic-subjects.js';
import { ERRAND, REQUEST } from './request-words.js';
import { type Evidence, hasNullReturnPath, type Rule, tokenOf } from './rule.js';

/** Characters at the start of the body in which an absence note identifies itself. */
const OPENING_LENGTH = 600;

/** Fields by which a program says that it wrote a mail. */
const GENERATED_FIELDS = ['auto-submitted', 'x-ms-exchange-generated-message-source'];

/** Exchange marks absence notes only as generated; the subject shows that they are answers. */
export const ANSWER_RULES: Rule[] = [
  { reason: 'automatic_reply_subject', kind: 'auto_reply', matches: isGeneratedAnswer },
];

/** What an answering machine writes in a person's name, if no header field shows it. */
export const WORD_RULES: Rule[] = [
  {
    reason: 'automatic_reply_subject',
    kind: 'auto_reply',
    matches: (evidence) => isAutomaticSubject(evidence) || isNamedAnswer(evidence),
  },
  { reason: 'out_of_office', kind: 'auto_reply', matches: isAbsenceNote },
  {
    reason: 'acknowledgement_subject',
    kind: 'auto_reply',
    matches: isAcknowledgement,
  },
];

function isGeneratedAnswer({ mail, values }: Evidence): boolean {
  const isGenerated = GENERATED_FIELDS.some((name) => values(name).some((value) => tokenOf(value) !== 'no'));
  const isBulk = values('precedence').some((value) => /^(?:bulk|junk)$/.test(tokenOf(value)));
  return (isGenerated || isBulk || hasNullReturnPath(values)) && automaticSubjectOf(mail) !== null;
}

/** The subject from where it is automatic: whole, or behind a tag. */
function automaticSubjectOf({ subject }: ParsedMail): string | null {
  const readings = [subject, subject.replace(SUBJECT_TAG, '')];
  return readings.find((reading) => AUTOMATIC_SUBJECT.test(reading)) ?? null;
}

/**
 * In an answer, an automatic subject with the answered one behind it is proof. Otherwise the text must ask for nothing,
 * because people write about "Out of office", or "Automatic reply: wrong telephone number".
 */
function isAutomaticSubject({ mail, text }: Evidence): boolean {
  const subject = automaticSubjectOf(mail);
  if (subject === null) return false;
  const isAnswer = mail.inReplyTo.length > 0 && /[:：[(【]/.test(subject);
  return isAnswer || !hasErrand(openingOf(text));
}

/** "Vacation: your order" is a machine's only as an answer: people open conversations with such subjects. */
function isNamedAnswer({ mail: { subject, inReplyTo }, text }: Evidence): boolean {
  if (inReplyTo.length === 0 || !ABSENCE_FIRST.test(subject)) return false;
  return /[:：]/.test(subject) || !hasErrand(openingOf(text));
}

/**
 * Neither subject nor body alone is proof: people write about absences ("out of office rules?") and mention theirs ("I
 * am away until Monday, please call Eve"). They may do both ("On vacation" / "I am on vacation, can you deliver
 * later?"), but then they want something, unless the note says that nobody wrote it. A request for silence
 * (X-Auto-Response-Suppress), which Exchange sets, replaces the subject. People who forward such a note did not write
 * it.
 */
function isAbsenceNote(evidence: Evidence): boolean {
  if (isForwardSubject(evidence.mail.subject)) return false;
  const isSilent = suppressesAnswers(evidence);
  const opening = openingOf(evidence.text);
  if (!isSilent && !ABSENCE_SUBJECT.test(evidence.mail.subject)) return isOpenlyAutomatic(opening);
  return ABSENCE_BODY.test(opening) && (isSilent || AUTOMATIC_BODY.test(opening) || !hasErrand(opening));
}

/** True for a note that says that nobody wrote it, whatever its subject: many keep the one they answer. */
function isOpenlyAutomatic(opening: string): boolean {
  const own = ownWordsOf(opening);
  return AUTOMATIC_BODY.test(own) && ABSENCE_WORDS.test(own);
}

function openingOf(text: string): string {
  return text.slice(0, OPENING_LENGTH);
}

function hasErrand(opening: string): boolean {
  return ERRAND.test(ownWordsOf(opening));
}

/** Removes the mail that a machine answers, which may be below its words. */
function ownWordsOf(opening: string): string {
  return opening.split(/^(?:>|-{3}|_{5})/m, 1)[0] ?? '';
}

/**
 * By the subject if it asks for silence, otherwise also by the words. Customers answer acknowledgements under the same
 * subject, some through an Exchange that asks for silence in everybody's name; then only their own words count.
 */
function isAcknowledgement(evidence: Evidence): boolean {
  const { mail, ownWords } = evidence;
  if (!ACKNOWLEDGEMENT_SUBJECT.test(mail.subject)) return false;
  if (suppressesAnswers(evidence) && !isReply(mail)) return true;
  const opening = openingOf(ownWords);
  return ACKNOWLEDGEMENT_BODY.test(opening) && !REQUEST.test(opening);
}

const isReply = ({ subject, inReplyTo }: ParsedMail): boolean =>
  inReplyTo.length > 0 && REPLY_SUBJECT.test(subject);

function suppressesAnswers({ values }: Evidence): boolean {
  return values('x-auto-response-suppress').some((value) => /all|oof|autoreply/i.test(value));
}
