import { bodyTextOf } from '../body-text.js';
import { type ParsedMail, type RecipientReport } from '../mail.js';
import { asksSomething } from './mail-system.js';
import { type OriginalMail, field, onlyRecipient, unfold } from './original-mail.js';
import { typedAddress } from './report-address.js';
import { isEmbedded, reportTypeOf } from './report-kinds.js';
import { MAX_REPORTED_RECIPIENTS, type ReportSource, toComplaint } from './report-source.js';

/** Feedback types (RFC 5965 §7.3, RFC 6591, RFC 6430) that are not a person's complaint about the mail. */
const NO_COMPLAINT: ReadonlyMap<string, string> = new Map([
  ['auth-failure', 'auth_failure'],
  ['not-spam', 'not_spam'],
  ['dmarc', 'auth_failure'],
]);

/** Fields that name the recipient: first the standard's, then those of feedback loops (Hotmail, AOL, Yahoo). */
const RECIPIENT_FIELDS = [
  'original-rcpt-to',
  'removal-recipient',
  'x-hmxmroriginalrecipient',
  'x-apparently-to',
  'redacted-address',
];

/** Subjects of feedback loops that send no feedback-report part; the first is Hotmail's (JMRP). */
const LOOP_SUBJECT = /^complaint about message from \S{0,64}\d/i;
const LOOSE_SUBJECT = /^(?:email )?abuse report (?:from|for|about) |^spam complaint /i;

/** Senders of feedback loops. A person's complaint about an attached mail is for people to read. */
const LOOP_SENDER = /^(?:staff|abuse|complaints?|feedback|fbl|no-?reply)[^@]{0,60}@/i;

/** Senders that are loops beyond doubt. People write from `abuse@` and `staff@` too. */
const LOOP_ALONE = /^(?:fbl|feedback[-._]?loop|no-?reply)[^@]{0,60}@/i;
/** How loops describe the mail that they attach. */
const LOOP_TEXT =
  /\bthis is an? (?:\S{1,12} ){0,3}(?:abuse|spam|complaint|feedback)|\b(?:abuse|spam|complaint) report (?:for|from|id|number)\b|\breceived from (?:ip|\[?\d)|\b(?:source|sending) ip\b|\bha(?:s|ve) (?:been )?(?:reported|marked|classified) .{0,40}as (?:spam|junk|abus|unwanted|unsolicited)/i;

/** Characters at the start of a body in which a loop's report or an opt-out identifies itself. */
const OPENING_LENGTH = 1_000;

/** Apple Mail's one-tap "unsubscribe" for a mail that has only a mailto: equivalent to a complaint. */
const OPT_OUT_TEXT = /^[\s>]{0,8}apple mail sent this email to unsubscribe from /im;

/** Reads an abuse report (ARF, RFC 5965) or a less formal one; empty if the mail is neither. */
export function readFeedbackReport(source: ReportSource): RecipientReport[] {
  const { mail } = source;
  const part = mail.reportParts.find((each) => each.contentType === 'message/feedback-report');
  if (part === undefined && !isLoose(mail)) return isOptOut(mail) ? [optOut(mail)] : [];
  const { original } = source;
  const fields = unfold(part?.text ?? '');
  const type = field(fields, 'feedback-type').toLowerCase();
  const reason = NO_COMPLAINT.get(type) ?? (type.replaceAll(/[^a-z]+/g, '_') || 'abuse');
  const originalMessageId = original.messageId ?? (bareId(field(fields, 'original-message-id')) || null);
  const recipients = recipientsOf(`${fields}\n${original.headers}`, original);
  return recipients.map((recipient) => ({
    ...toComplaint(recipient, reason, originalMessageId),
    severity: NO_COMPLAINT.has(type) ? 'soft' : 'complaint',
  }));
}

/** Comcast omits the brackets of the id. */
function bareId(value: string): string {
  return value.replace(/^<|>$/g, '').trim();
}

function isLoose(mail: ParsedMail): boolean {
  const declared = reportTypeOf(mail) === 'feedback-report';
  const embeds = mail.attachments.some((each) => isEmbedded(each.contentType));
  const fromLoop = LOOSE_SUBJECT.test(mail.subject) && isFromLoop(mail) && !asksSomething(mail);
  return declared || (embeds && (fromLoop || LOOP_SUBJECT.test(mail.subject)));
}

function isFromLoop(mail: ParsedMail): boolean {
  const address = mail.from[0]?.address ?? '';
  const words = bodyTextOf(mail).slice(0, OPENING_LENGTH).trim();
  if (LOOP_ALONE.test(address)) return true;
  return LOOP_SENDER.test(address) && (isWithoutWords(words) || LOOP_TEXT.test(words));
}

/** The parser shows the attached mail, with its header, if nobody wrote anything above it. */
function isWithoutWords(words: string): boolean {
  return words === '' || /^(?:from|to|cc|date|subject|message-id|received|return-path): /i.test(words);
}

/** Who complained; null if no field says so and the original went to several people. */
function recipientsOf(text: string, original: OriginalMail): (string | null)[] {
  for (const name of RECIPIENT_FIELDS) {
    const named = valuesOf(text, name).flatMap((value) => typedAddress(value) ?? []);
    if (named.length > 0) return [...new Set(named)];
  }
  return [original.recipient ?? onlyRecipient(text)];
}

function valuesOf(text: string, name: string): string[] {
  const prefix = `${name}:`;
  const lines = text.split('\n').filter((line) => line.slice(0, prefix.length).toLowerCase() === prefix);
  return lines.slice(0, MAX_REPORTED_RECIPIENTS).map((line) => line.slice(prefix.length, 1_000));
}

function isOptOut(mail: ParsedMail): boolean {
  const automatic = mail.headers.some((each) => each.name === 'auto-submitted' && !/^no\b/i.test(each.value));
  return automatic && OPT_OUT_TEXT.test(bodyTextOf(mail).slice(0, OPENING_LENGTH));
}

function optOut(mail: ParsedMail): RecipientReport {
  return toComplaint(mail.from[0]?.address.toLowerCase() ?? null, 'opt_out', mail.inReplyTo[0] ?? null);
}
