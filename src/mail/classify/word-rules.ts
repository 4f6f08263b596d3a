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

/** The subject from where it is an automatic one: whole, or behind a tag. */
function automaticSubjectOf({ subject }: ParsedMail): string | null {
  const readings = [subject, subject.replace(SUBJECT_TAG, '')];
  return readings.find((reading) => AUTOMATIC_SUBJECT.test(reading)) ?? null;
}

/**
 * "Out of office" may be what a person asks about; a machine puts the subject that it answers behind it. People do so too
 * where they answer nothing ("Automatic reply: wrong telephone number").
 */
function isAutomaticSubject({ mail, text }: Evidence): boolean {
  const subject = automaticSubjectOf(mail);
  if (subject === null) return false;
  const isAnswer = mail.inReplyTo.length > 0 && /[:：[(【]/.test(subject);
  return isAnswer || !hasErrand(openingOf(text));
}

/** "Vacation: your order" is a machine's where it answers a mail; people open conversations with such subjects. */
function isNamedAnswer({ mail: { subject, inReplyTo }, text }: Evidence): boolean {
  if (inReplyTo.length === 0 || !ABSENCE_FIRST.test(subject)) return false;
  return /[:：]/.test(subject) || !hasErrand(openingOf(text));
}

/**
 * Either alone is no proof: people write about absences ("out of office rules?") and mention theirs ("I am away until
 * Monday, please call Eve"), also together ("On vacation" / "I am on vacation, can you deliver later?"): they want
 * something, unless they say that nobody has written it. An asked-for silence (X-Auto-Response-Suppress) stands for the
 * subject: Exchange sets it. Who passes such a note on has not written it.
 */
function isAbsenceNote(evidence: Evidence): boolean {
  if (isForwardSubject(evidence.mail.subject)) return false;
  const isSilent = suppressesAnswers(evidence);
  const opening = openingOf(evidence.text);
  if (!isSilent && !ABSENCE_SUBJECT.test(evidence.mail.subject)) return isOpenlyAutomatic(opening);
  return ABSENCE_BODY.test(opening) && (isSilent || AUTOMATIC_BODY.test(opening) || !hasErrand(opening));
}

/** A note that says of itself that nobody has written it, whatever its subject: many keep the one they answer. */
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

/** The mail that a machine answers may stand below its words. */
function ownWordsOf(opening: string): string {
  return opening.split(/^(?:>|-{3}|_{5})/m, 1)[0] ?? '';
}

/**
 * By its subject where it asks for silence, else by what it says too. Customers answer the acknowledgements that they get,
 * under the same subject, some by an Exchange that asks for silence in everybody's name: there its own words count alone.
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
