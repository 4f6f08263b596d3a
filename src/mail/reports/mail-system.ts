import { bodyTextOf } from '../body-text.js';
import { type ParsedMail } from '../mail.js';
import { withoutAccents } from '../text.js';
import { unaccented } from './phrase-row.js';
import { findAddresses } from './report-address.js';
import { hasStatusPart, isDeliveryReport, isReceipt, returnsMail } from './report-kinds.js';
import { isReturnSubject } from './return-subject.js';
import { senderKindOf } from './sender-kind.js';
import { tellsFailure } from './session-words.js';

/** Words that only a failed mail has, beside an address; a parcel is not delivered either. */
const ABOUT_MAIL = unaccented([
  '(?<![\\d.])[45]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])|\\bsmtp\\b|\\bmailbox|mail ?server|user unknown|unknown user|no such user',
  'postfach|boîte aux lettres|buzón|casella|caixa (?:de correio|postal)|postvak|skrzynk|почтов|メールボックス|邮箱|郵箱|信箱|메일함|편지함',
  '(?:\\be?-?mail|\\bmessage|nachricht|courriel|correo|mensaje|messaggio|mensagem|bericht|meddela|meddelels|melding|viesti|wiadomoś|zpráv|üzenet|mesaj|ileti|письм|сообщени)[^.!?:：\\n]{0,60}@',
  '@[\\w.-]{1,80}[^.!?:：\\n]{0,80}(?:メール|メッセージ|邮件|郵件|메일|메시지|ileti)|(?:メール|メッセージ|邮件|郵件|메일|메시지)[^.!?:：\\n]{0,60}@',
]);

/** Addresses of a notice that are looked at. */
const MAX_ADDRESSES = 50;

/** Characters of a body in which a person says what he wants. */
const OPENING_LENGTH = 2_000;

/** Header fields that only mail systems and their lists write. */
const MARKS = ['x-failed-recipients', 'x-mlserver', 'x-ahmailid'];

/**
 * Whether a mail system wrote this mail about another mail. A person who forwards or quotes a bounce has a person's
 * sender address, so that words in the body alone never make a report.
 */
export function isFromMailSystem(mail: ParsedMail): boolean {
  if (isReceipt(mail)) return false;
  return isDeliveryReport(mail) || hasMark(mail) || isBelieved(mail);
}

function hasMark({ headers }: ParsedMail): boolean {
  return headers.some(({ name }) => MARKS.includes(name));
}

/** The less a sender is known as a mail system, the more its mail must show that it is one's. */
function isBelieved(mail: ParsedMail): boolean {
  const returns = isReturnSubject(mail.subject);
  switch (senderKindOf(mail)) {
    case 'mail_system':
      return true;
    case 'machine':
      return hasReturnPathOfDaemon(mail) || (returns && !asksSomething(mail)) || isNoticeWithMail(mail);
    case 'nobody':
      return hasReturnPathOfDaemon(mail) || (returns && speaksOfMail(mail)) || isNoticeWithMail(mail);
    case 'shared':
      return hasReturnPathOfDaemon(mail) || (returns && isNoticeWithMail(mail));
    case 'person':
      return hasReturnPathOfDaemon(mail) && returns;
  }
}

/** An administrator may attach a mail that came back, or another one, and write about it; a notice asks nothing. */
function isNoticeWithMail(mail: ParsedMail): boolean {
  if (hasStatusPart(mail)) return true;
  if (!returnsMail(mail)) return false;
  return tellsFailure(openingOf(mail)) && !asksSomething(mail);
}

/** Whether a mail asks a question in words of its own. */
export function asksSomething(mail: ParsedMail): boolean {
  return openingOf(mail).some((line) => /^[^>].*[?？](?=\s|$)/.test(line));
}

function openingOf(mail: ParsedMail): string[] {
  return bodyTextOf(mail).slice(0, OPENING_LENGTH).split('\n');
}

/** Whether the words are about a mail to somebody else than the parties of this one. */
function speaksOfMail(mail: ParsedMail): boolean {
  const words = bodyTextOf(mail).slice(0, OPENING_LENGTH);
  const parties = [...mail.to, ...mail.from].map(({ address }) => address.toLowerCase());
  const others = findAddresses(words, MAX_ADDRESSES).filter(({ address }) => !parties.includes(address));
  return others.length > 0 && ABOUT_MAIL.test(withoutAccents(words));
}

/** RFC 5321 §4.5.5: notifications travel with a null reverse-path (or, in old systems, the bare daemon's name). */
function hasReturnPathOfDaemon(mail: ParsedMail): boolean {
  return mail.headers.some(
    (field) => field.name === 'return-path' && /^<\s*>$|^<?mailer-daemon\b/i.test(field.value),
  );
}
