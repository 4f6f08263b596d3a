import { bodyTextOf } from '../body-text.js';
import { type ParsedMail } from '../mail.js';
import { withoutAccents } from '../text.js';
import { unaccented } from './phrase-row.js';
import { findAddresses } from './report-address.js';
import { hasStatusPart, isDeliveryReport, isReceipt, returnsMail } from './report-kinds.js';
import { isReturnSubject } from './return-subject.js';
import { senderKindOf } from './sender-kind.js';
import { tellsFailure } from './session-words.js';

/** Words that, beside an address, only a notice about failed mail has; a parcel may be undelivered too. */
const ABOUT_MAIL = unaccented([
  '(?<![\\d.])[45]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])|\\bsmtp\\b|\\bmailbox|mail ?server|user unknown|unknown user|no such user',
  'postfach|boîte aux lettres|buzón|casella|caixa (?:de correio|postal)|postvak|skrzynk|почтов|メールボックス|邮箱|郵箱|信箱|메일함|편지함',
  '(?:\\be?-?mail|\\bmessage|nachricht|courriel|correo|mensaje|messaggio|mensagem|bericht|meddela|meddelels|melding|viesti|wiadomoś|zpráv|üzenet|mesaj|ileti|письм|сообщени)[^.!?:：\\n]{0,60}@',
  '@[\\w.-]{1,80}[^.!?:：\\n]{0,80}(?:メール|メッセージ|邮件|郵件|메일|메시지|ileti)|(?:メール|メッセージ|邮件|郵件|메일|메시지)[^.!?:：\\n]{0,60}@',
]);

/** A recipient; parcels have one too, so the word counts only from a program that handles mail. */
const RECIPIENT = unaccented([
  '\\brecipient|\\bempfänger|destinatari|destinataire|ontvanger|geadresseerde|mottagare|modtager|mottaker|vastaanottaj|odbiorc|adresat|příjemc|príjemc|címzett|destinatar|получател|адресат|одержувач|παραλήπτ|alıcı|宛先|受信者|收件人|수신자|받는 사람',
]);

/** Addresses examined of a notice. */
const MAX_ADDRESSES = 50;

/** Characters at the start of a body in which a person says what they want. */
const OPENING_LENGTH = 2_000;

/** Header fields written only by mail systems and their lists. */
const MARKS = ['x-failed-recipients', 'x-mlserver', 'x-ahmailid'];

/**
 * True if a mail system wrote this mail about another mail. Words in the body alone never make a report: a person who
 * forwards or quotes a bounce has a person's sender address.
 */
export function isFromMailSystem(mail: ParsedMail): boolean {
  if (isReceipt(mail)) return false;
  return isDeliveryReport(mail) || hasMark(mail) || isBelieved(mail);
}

function hasMark({ headers }: ParsedMail): boolean {
  return headers.some(({ name }) => MARKS.includes(name));
}

/** The less a sender is known as a mail system, the more evidence its mail must show. */
function isBelieved(mail: ParsedMail): boolean {
  const returns = isReturnSubject(mail.subject);
  switch (senderKindOf(mail)) {
    case 'mail_system':
      return true;
    case 'machine':
      return (
        hasReturnPathOfDaemon(mail) ||
        (returns && isAboutMail(mail) && !asksSomething(mail)) ||
        isNoticeWithMail(mail)
      );
    case 'nobody':
      return hasReturnPathOfDaemon(mail) || (returns && speaksOfMail(mail)) || isNoticeWithMail(mail);
    case 'shared':
      return hasReturnPathOfDaemon(mail) || (returns && isNoticeWithMail(mail));
    case 'person':
      return hasReturnPathOfDaemon(mail) && returns && isAboutMail(mail);
  }
}

/** Programs and null paths have people behind them, and a parcel is returned too: the notice must be about a mail. */
function isAboutMail(mail: ParsedMail): boolean {
  if (returnsMail(mail) || speaksOfMail(mail) || speaksOfMail(mail, RECIPIENT)) return true;
  const opening = openingOf(mail);
  return tellsFailure(opening) && ABOUT_MAIL.test(withoutAccents(opening.join('\n')));
}

/** An administrator may attach a returned mail, or another one, and write about it; a notice asks nothing. */
function isNoticeWithMail(mail: ParsedMail): boolean {
  if (hasStatusPart(mail)) return true;
  if (!returnsMail(mail)) return false;
  return tellsFailure(openingOf(mail)) && !asksSomething(mail);
}

/** True if a mail asks a question in its own words. */
export function asksSomething(mail: ParsedMail): boolean {
  return openingOf(mail).some((line) => /^[^>].*[?？](?=\s|$)/.test(line));
}

function openingOf(mail: ParsedMail): string[] {
  return bodyTextOf(mail).slice(0, OPENING_LENGTH).split('\n');
}

/** True if the words are about a mail to somebody who is not a party of this one. */
function speaksOfMail(mail: ParsedMail, about = ABOUT_MAIL): boolean {
  const words = bodyTextOf(mail).slice(0, OPENING_LENGTH);
  const parties = [...mail.to, ...mail.from].map(({ address }) => address.toLowerCase());
  const others = findAddresses(words, MAX_ADDRESSES).filter(({ address }) => !parties.includes(address));
  return others.length > 0 && about.test(withoutAccents(words));
}

/** RFC 5321 §4.5.5: notifications have a null reverse-path (in old systems the bare daemon's name). */
function hasReturnPathOfDaemon(mail: ParsedMail): boolean {
  return mail.headers.some(
    (field) => field.name === 'return-path' && /^<\s*>$|^<?mailer-daemon\b/i.test(field.value),
  );
}
