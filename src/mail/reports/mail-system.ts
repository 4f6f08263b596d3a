import { AUTOMATIC_SUBJECT } from '../classify/automatic-subjects.js';
import { type ParsedMail } from '../mail.js';
import { openingOf } from '../opening.js';
import { withoutAccents } from '../text.js';
import { isEmbedded } from './original-mail.js';
import { unaccented } from './phrase-row.js';
import { findAddresses, isRoleOfMailSystem } from './report-address.js';
import { tellsFailure } from './session-words.js';

/** Subjects under which mail systems return mail; read only together with a sender that is no person. */
const RETURN_SUBJECT = unaccented([
  'undeliver|undelivered|non[- ]?deliver|not deliver|delivery (?:failure|failed|warning|status|notification|report|problem|error|has failed|delay)|deliver(?:y|ing).{0,30}(?:fail|problem|error|delay|unable)',
  'fail(?:ed|ure).{0,20}(?:deliver|notice|send)|failure notice|mail failure|returned (?:mail|message|e-?mail|to sender)|return(?:ed)? to sender|mail (?:system )?error|could not be delivered|mail status report|bounce|rejected',
  'problem.{0,20}(?:deliver|sending)|unable to deliver|error sending|delayed mail|warning: (?:could not|message)|message (?:delayed|not sent|you sent|status)|mail system error|cannot send|unzustellbar|zustell|nicht zugestellt|non remis|échec|non remesso|mancato recapito|no se (?:ha podido|puede) entregar|no entregado|devuelto|onbestelbaar|niet te bestellen|rückläufer|could not be sent|nie dostarczono|ikke leveret|kan inte levereras|não entregue|не доставлен|недоставлен',
  'non recapitabile|recapito non|não (?:é|foi) possível entregar|falha na entrega|nie można dostarczyć|niedostarczon|det (?:gick|går) inte att leverera|δεν είναι δυνατή η παράδοση|недоставим|nedoručiteľn|nepristat|nepavyko pristatyti|kohaletoimetam|ei saanud kohale toimetada|teslim edilem|(?:δεν|μη) παρ[αά]δ|αποτυχία παράδοσης|nedoručen|nedoručiteln|nelze doručit|kézbesíthetetlen|nem kézbesít|kan ikke leveres|ikke levert|ei voi(?:da)? toimittaa|toimittamat|toimitus epäonnistui|ei toimitettu|nelivr|nu a (?:fost|putut fi) livrat|neisporuč|ni (?:bilo )?mogoče dostaviti|недоставк|не (?:вдалося|удалось) достав|недоставен|nevar piegādāt|no s.ha pogut lliurar|не може да бъде достав|לא ניתן (?:היה )?למסור|تعذر (?:ال)?تسليم|غير قابل للتسليم|không thể gửi|không gửi được|tidak (?:dapat )?(?:terkirim|dikirim)|ไม่สามารถส่ง',
  '未送达|未送達|未传递|未傳遞|无法(?:送达|投递|传递)|無法(?:送達|投遞|傳遞)|배달되지 않음|배달(?:할 수 없| 실패)|전송 실패|반송',
  'エラー(?:通知|メール)|配信(?:でき|不能|エラー)|配送(?:でき|不能|エラー)|送信(?:でき|エラー)|退信|(?:投递|传输)失败|傳輸失敗|無法傳遞|übermittlungsstatus|état de (?:la )?(?:distribution|remise)|estado de entrega|stato (?:di|della) consegna|e-?mail addressing error|no valid recipient|system error|error .{0,20}your mail|are not member|loop alert',
]);

/** Senders that speak for a machine without being a mailer-daemon. */
const MACHINE_SENDER =
  /^(?:mail-?(?:admin|master)|mta|bounces?|[a-z0-9._-]{0,60}(?:smtp|anti-?virus|mail[._-]?(?:system|service|server|gateway))[a-z0-9._-]{0,60}|microsoftexchange[\da-f]{8,64}|listserv|majordomo|owner-.{1,60})@/i;

/** Senders that take no answer: mail systems, and any shop, bank or carrier. */
const NOBODY = /^(?:no-?reply|do-?not-?reply|notification|info-noreply)@/i;

/** Words that only a failed mail has, beside an address; a parcel is not delivered either. */
const ABOUT_MAIL = unaccented([
  '(?<![\\d.])[45]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])|\\bsmtp\\b|\\bmailbox|mail ?server|user unknown|unknown user|no such user',
  'postfach|boîte aux lettres|buzón|casella|caixa (?:de correio|postal)|postvak|skrzynk|почтов|メールボックス|邮箱|郵箱|信箱|메일함|편지함',
  '(?:\\be?-?mail|\\bmessage|nachricht|courriel|correo|mensaje|messaggio|mensagem|bericht|meddela|meddelels|melding|viesti|wiadomoś|zpráv|üzenet|mesaj|ileti|письм|сообщени)[^.!?:：\\n]{0,60}@',
  '@[\\w.-]{1,80}[^.!?:：\\n]{0,80}(?:メール|メッセージ|邮件|郵件|메일|메시지|ileti)|(?:メール|メッセージ|邮件|郵件|메일|메시지)[^.!?:：\\n]{0,60}@',
]);

/** Addresses of a notice that are looked at. */
const MAX_ADDRESSES = 50;

/** Names that mail systems give themselves, whatever address they write from. */
const MACHINE_NAME =
  /^(?:internet )?mail[ -]?delivery[ -](?:sub[ -]?)?(?:system|service)\b|^mail(?:er)?[ -]?daemon\b|^mail (?:sub)?system\b|^mail[ -]?zustell|^mailzustellsystem/i;

/** Names under which people write as well as machines: that a delivery failed may be about a parcel. */
const SHARED_SENDER =
  /^(?:admin|administrator|sysadmin|root|system|exchange|mail|abuse|esales|[a-z.-]{0,60}-admin|[a-z.-]{0,60}delivery[a-z.-]{0,60})@/i;

/** Characters of a body in which a person says what he wants. */
const OPENING_LENGTH = 2_000;

/** Whoever answers, passes on or is away from a returned mail has not returned it. */
const ANSWER_SUBJECT =
  /^(?:re|aw|antw|sv|vs|odp|rif|ynt|enc|回复|答复|回覆|転送|转发|轉寄|fwd?|wg|tr|rv|auto[a-z]{0,8}|out of office)(?![a-z])/i;

/** Header fields that only mail systems and their lists write. */
const MARKS = ['x-failed-recipients', 'x-mlserver', 'x-ahmailid'];

/**
 * Whether a mail system wrote this mail about another mail. A person who forwards or quotes a bounce has a person's
 * sender address, so that words in the body alone never make a report.
 */
export function isFromMailSystem(mail: ParsedMail): boolean {
  if (isReceipt(mail)) return false;
  if (isReport(mail)) return true;
  const { address: sender, name } = mail.from[0] ?? { address: '', name: '' };
  if (isRoleOfMailSystem(sender || name)) return true;
  if (mail.headers.some((field) => MARKS.includes(field.name))) return true;
  const isNobody = NOBODY.test(sender) && !MACHINE_NAME.test(name);
  const isMachine =
    isNobody || !sender.includes('@') || MACHINE_SENDER.test(sender) || MACHINE_NAME.test(name);
  const mayBeMachine = isMachine || SHARED_SENDER.test(sender);
  const returns = isReturnSubject(mail.subject);
  if (hasNullReturnPath(mail)) return mayBeMachine || returns;
  const isProgram = isMachine && !speaksForPerson(mail);
  if (isProgram && returns && (!isNobody || speaksOfMail(mail))) return true;
  return (isProgram || (mayBeMachine && returns)) && returnsMail(mail) && isNotice(mail);
}

/** An administrator may attach a mail that came back, or another one, and write about it; a notice asks nothing. */
function isNotice(mail: ParsedMail): boolean {
  if (mail.reportParts.some((part) => /delivery-status/.test(part.contentType))) return true;
  const lines = openingOf(mail, OPENING_LENGTH).split('\n');
  return tellsFailure(lines) && !lines.some((line) => /^[^>].*[?？](?=\s|$)/.test(line));
}

/** Whether the words are about a mail to somebody else than the parties of this one. */
function speaksOfMail(mail: ParsedMail): boolean {
  const words = openingOf(mail, OPENING_LENGTH);
  const parties = [...mail.to, ...mail.from].map(({ address }) => address.toLowerCase());
  const others = findAddresses(words, MAX_ADDRESSES).filter(({ address }) => !parties.includes(address));
  return others.length > 0 && ABOUT_MAIL.test(withoutAccents(words));
}

/** A web form writes as a machine and names the person in Reply-To. */
function speaksForPerson({ replyTo }: ParsedMail): boolean {
  return replyTo.some(
    ({ address }) =>
      address.includes('@') &&
      !MACHINE_SENDER.test(address) &&
      !NOBODY.test(address) &&
      !isRoleOfMailSystem(address),
  );
}

/** Whether the mail brings another one, or the status of its delivery, along. */
export function returnsMail(mail: ParsedMail): boolean {
  return mail.reportParts.length > 0 || mail.attachments.some((part) => isEmbedded(part.contentType));
}

/** RFC 8098 message disposition notification, also where a gateway has made the report a plain multipart. */
export function isReceipt({ contentType, reportParts }: ParsedMail): boolean {
  const type = contentType.parameters['report-type']?.toLowerCase();
  if (contentType.value === 'multipart/report' && type === 'disposition-notification') return true;
  return /^message\/(?:global-)?disposition-notification$/.test(reportParts[0]?.contentType ?? '');
}

/** RFC 6522 multipart/report about delivery, and not about reading, abuse, TLS (RFC 8460) or whatever comes next. */
export function isReport(mail: ParsedMail): boolean {
  const type = mail.contentType.parameters['report-type']?.toLowerCase() ?? '';
  const isAboutDelivery = type.trim() === '' || /delivery|status/.test(type);
  return mail.contentType.value === 'multipart/report' && isAboutDelivery;
}

/** RFC 5321 §4.5.5: notifications travel with a null reverse-path (or, in old systems, the bare daemon's name). */
function hasNullReturnPath(mail: ParsedMail): boolean {
  return mail.headers.some(
    (field) => field.name === 'return-path' && /^<\s*>$|^<?mailer-daemon\b/i.test(field.value),
  );
}

/** Whether the subject is a returned mail's; answers, forwards and absence notes about one do not count. */
export function isReturnSubject(subject: string): boolean {
  return (
    RETURN_SUBJECT.test(withoutAccents(subject)) &&
    !ANSWER_SUBJECT.test(subject) &&
    !AUTOMATIC_SUBJECT.test(subject)
  );
}
