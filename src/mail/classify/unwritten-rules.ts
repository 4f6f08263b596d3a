import { type MailAttachment } from '../mail.js';
import { reportTypeOf } from '../reports/report-kinds.js';
import { isAnswerSubject } from '../reports/return-subject.js';
import { REQUEST } from './request-words.js';
import { type Evidence, type Rule } from './rule.js';

/** Characters at the start of a body in which a receipt identifies itself. */
const OPENING_LENGTH = 1_000;
/** Bytes of a calendar file that contain its METHOD (RFC 5545 §3.6). */
const CALENDAR_HEAD = 4_096;

/** Put by Outlook and Exchange before the subject of a receipt sent as plain text. */
const RECEIPT_SUBJECT =
  /^(?:(?:not )?read|(?:nicht )?gelesen|(?:non )?lu|(?:no )?le[íi]do|(?:non )?letto|(?:não )?lid[ao]|(?:niet )?gelezen|(?:o)?läst|(?:u)?læst|(?:u)?lest|luettu|przeczytan[ao]|прочитано|přečteno|přečítané|elolvasva|okundu|citit|開封済み|已读|已讀|읽음)\s?[:：]/iu;
const RECEIPT_WORDS =
  'was (?:read|deleted without being read) on|wurde .{0,80}(?:gelesen|gelöscht)|a été (?:lu|supprimé)|se (?:ha )?ley[óo]|ha sido leído|fue leído|è stat[oa] lett[oa]|foi lida|(?:is|werd) .{0,80}gelezen|lästes|blev læst|ble lest|został[ao] przeczytan|было прочитано|byla přečtena|开封|開封され|已于.{0,40}阅读';
/** A receipt names the mail and the time: "Your message … was read on 4 May 2026". */
const RECEIPT_TEXT = new RegExp(
  `(?:message|nachricht|e-?mail|courriel|mensaje|correo|messaggio|mensagem|bericht|meddeland|meddelelse|besked|melding|wiadomoś|сообщени|письм|zpráv|メッセージ|メール|邮件|郵件).{0,600}(?:(?=.{0,160}\\d)(?:${RECEIPT_WORDS})|\\d.{0,60}(?:${RECEIPT_WORDS}))`,
  'iu',
);

/** Sent by Outlook when somebody recalls a mail that was already sent. */
const RECALL_SUBJECT = /^(?:recall|rückruf|rappel)\s?[:：]/iu;
const RECALL_TEXT =
  /would like to recall the message|möchte die nachricht .{0,300}zurückrufen|souhaite rappeler le message/iu;

/** RFC 7489 §7.2.1.1 and RFC 8460 §5.3: subjects of aggregate reports on DMARC and TLS. */
const AGGREGATE_REPORT = /\breport domain:\s{0,4}\S{1,255}\s{1,4}submitter:/i;
/** The names of their files: `receiver!policy-domain!begin!end.xml.gz`. */
const AGGREGATE_FILE =
  /^[^!\s]{1,255}![^!\s]{1,255}!\d{9,11}!\d{9,11}(?:![^!\s]{1,255})?\.(?:xml|json|zip|t?gz)/i;
const AGGREGATE_TEXT = /\b(?:dmarc|tls|aggregate)\b.{0,60}\breport\b/i;

/** Mail that nobody wrote: sent by a program, or by a person with a button. */
export const UNWRITTEN_RULES: Rule[] = [
  {
    reason: 'read_receipt',
    kind: 'auto_generated',
    matches: (evidence) => isHeadedAndOpens(evidence, RECEIPT_SUBJECT, RECEIPT_TEXT),
  },
  {
    reason: 'recall',
    kind: 'auto_generated',
    matches: (evidence) => isHeadedAndOpens(evidence, RECALL_SUBJECT, RECALL_TEXT),
  },
  {
    reason: 'aggregate_report',
    kind: 'auto_generated',
    matches: (evidence) => hasAggregateSubject(evidence) || isAggregateReport(evidence),
  },
  {
    reason: 'calendar_reply',
    kind: 'auto_generated',
    matches: ({ mail, text }) => mail.attachments.some(isCalendarReply) && isBlank(text),
  },
];

function isHeadedAndOpens({ mail, text }: Evidence, subject: RegExp, opening: RegExp): boolean {
  return subject.test(mail.subject) && opening.test(text.slice(0, OPENING_LENGTH).replace(/\s+/g, ' '));
}

/** People who answer such a report or pass it on put their own subject before it. */
function hasAggregateSubject({ mail: { subject } }: Evidence): boolean {
  return AGGREGATE_REPORT.test(subject) && !isAnswerSubject(subject);
}

/** The file alone may have been passed on by a person with a question. */
function isAggregateReport({ mail, text }: Evidence): boolean {
  if (reportTypeOf(mail) === 'tlsrpt') return true;
  if (!mail.attachments.some(({ filename }) => AGGREGATE_FILE.test(filename))) return false;
  const opening = text.slice(0, OPENING_LENGTH);
  return isBlank(text) || (AGGREGATE_TEXT.test(opening) && !REQUEST.test(opening));
}

function isBlank(text: string): boolean {
  return text.slice(0, OPENING_LENGTH).trim() === '';
}

/** True for an answer to an invitation (RFC 5546 §3.2.3). With a comment in the body it is ordinary mail. */
function isCalendarReply({ contentType, content }: MailAttachment): boolean {
  if (contentType !== 'text/calendar' && contentType !== 'application/ics') return false;
  const head = new TextDecoder('latin1').decode(content.subarray(0, CALENDAR_HEAD));
  return /^METHOD:REPLY\s*$/im.test(head);
}
