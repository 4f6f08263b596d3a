import { type ParsedMail } from '../mail.js';
import { isForwardSubject } from '../reply/separator.js';
import { ABSENCE_WORDS, AUTOMATIC_BODY } from './absence-body.js';
import { MACHINE_WORDS, NOTE_SIGN, RECEIVED_WORDS, RETURN_WORDS } from './absence-signs.js';
import {
  ABSENCE_FIRST,
  ABSENCE_SUBJECT,
  ACKNOWLEDGEMENT_BODY,
  ACKNOWLEDGEMENT_SUBJECT,
  AUTOMATIC_SUBJECT,
  BARE_SUBJECT,
  PLAIN_SUBJECT,
  RECEIPT_SUBJECT,
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
 * because people write about "Out of office", or "Automatic reply: wrong telephone number". Below plain words ("Außer
 * Haus: Catering"), and below a bare subject that answers nothing, it must also say what a machine says.
 */
function isAutomaticSubject(evidence: Evidence): boolean {
  const subject = automaticSubjectOf(evidence.mail);
  if (subject === null) return false;
  if (PLAIN_SUBJECT.test(subject)) return saysSo(evidence, subject);
  if (answers(evidence.mail) && /[:：[(【]/.test(subject)) return true;
  const isAnswering = answers(evidence.mail) || suppressesAnswers(evidence);
  return BARE_SUBJECT.test(subject) && !isAnswering ? saysSo(evidence, subject) : !hasErrand(evidence);
}

/** "Vacation: your order" is a machine's only as an answer: people open conversations with such subjects. */
function isNamedAnswer(evidence: Evidence): boolean {
  const { subject } = evidence.mail;
  if (!answers(evidence.mail) || !ABSENCE_FIRST.test(subject)) return false;
  if (PLAIN_SUBJECT.test(subject)) return saysSo(evidence, subject);
  return /[:：]/.test(subject) || !hasErrand(evidence);
}

/** True if the body says what a machine says below this subject, and asks for nothing. */
function saysSo(evidence: Evidence, subject: string): boolean {
  const own = openingOf(evidence);
  return signsFor(subject).some((sign) => sign.test(own)) && !hasErrand(evidence);
}

function signsFor(subject: string): RegExp[] {
  if (RECEIPT_SUBJECT.test(subject)) return [AUTOMATIC_BODY, MACHINE_WORDS, RECEIVED_WORDS];
  const away = [AUTOMATIC_BODY, ABSENCE_WORDS, RETURN_WORDS];
  return PLAIN_SUBJECT.test(subject) ? away : [...away, MACHINE_WORDS];
}

/**
 * Neither subject nor body alone is proof: people write about absences ("out of office rules?") and mention theirs ("I
 * am away until Monday, please call Eve"). They may do both ("On vacation" / "I am on vacation, can you deliver
 * later?"), but then they want something, unless the note says that nobody wrote it. A note that answers nothing must
 * also say how long the absence is, or what happens to the mail. So must one whose only other sign is a request for
 * silence (X-Auto-Response-Suppress), which Exchange sets also for people. People who forward such a note did not write
 * it.
 */
function isAbsenceNote(evidence: Evidence): boolean {
  const { mail } = evidence;
  if (isForwardSubject(mail.subject)) return false;
  const own = openingOf(evidence);
  const isHeaded = ABSENCE_SUBJECT.test(mail.subject);
  const isSilent = suppressesAnswers(evidence);
  const isAway = ABSENCE_WORDS.test(own);
  if (AUTOMATIC_BODY.test(own)) return isHeaded || isSilent || isAway;
  if (!isAway || hasErrand(evidence)) return false;
  if (isHeaded && (isSilent || answers(mail))) return true;
  return (isHeaded || isSilent) && NOTE_SIGN.test(own);
}

function answers({ inReplyTo, references }: ParsedMail): boolean {
  return inReplyTo.length > 0 || references.length > 0;
}

/** The first words of the writer, on one line. */
function openingOf({ ownWords }: Evidence): string {
  return unquoted(ownWords.slice(0, OPENING_LENGTH)).replace(/\s+/g, ' ');
}

function hasErrand({ ownWords }: Evidence): boolean {
  const [own = ''] = unquoted(ownWords.slice(0, OPENING_LENGTH)).split(/^(?:-{3}|_{5})/m, 1);
  return ERRAND.test(own);
}

/** Removes the mail that a machine answers, which may be below its words. */
function unquoted(words: string): string {
  return words.split(/^>/m, 1)[0] ?? '';
}

/**
 * By the subject if it asks for silence, otherwise also by the words. Customers answer acknowledgements under the same
 * subject, some through an Exchange that asks for silence in everybody's name; then only their own words count.
 */
function isAcknowledgement(evidence: Evidence): boolean {
  const { subject } = evidence.mail;
  if (!ACKNOWLEDGEMENT_SUBJECT.test(subject)) return false;
  if (suppressesAnswers(evidence) && !REPLY_SUBJECT.test(subject)) return true;
  const opening = evidence.ownWords.slice(0, OPENING_LENGTH);
  return ACKNOWLEDGEMENT_BODY.test(opening) && !REQUEST.test(opening);
}

function suppressesAnswers({ values }: Evidence): boolean {
  return values('x-auto-response-suppress').some((value) => /all|oof|autoreply/i.test(value));
}
