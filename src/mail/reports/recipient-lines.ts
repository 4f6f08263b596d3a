import { HEADER_LABELS } from '../reply/header-labels.js';
import { alternatives } from '../reply/phrases.js';

/**
 * How mail systems without delivery-status parts name the recipient they failed to reach. Each row is one habit, seen
 * in at least one mail system; `before` and `after` match the text around the address in its line.
 * `recipient-places.ts` tries the rows in order and keeps the first that names anybody, so clear habits come first.
 */
export interface RecipientLine {
  habit: string;
  before: RegExp;
  after: RegExp;
}

const ANYTHING = /^/;
const NOTHING_BEFORE = /^[\s>*•·#-]{0,20}(?:\d{1,3}[.)]\s)?["'<(]{0,2}$/;

/** `An: Joe <`, `宛先：` */
const TO_LABEL = new RegExp(
  `^[\\s>*|•-]{0,8}(?:${alternatives(HEADER_LABELS.to)})\\s?[:：][^@]{0,80}$`,
  'iu',
);

export const RECIPIENT_LINES: RecipientLine[] = [
  // FML, Majordomo: `You are not a member of this mailing list <list@host>`
  {
    habit: 'closed list',
    before: /(?:member|duplicated).{0,60}(?:list|message-id\b.{0,6}in)\s["'<]{0,2}$/i,
    after: ANYTHING,
  },
  // qmail, Postfix, Yahoo, Courier, OpenSMTPD, X2, X4, MXLogic: `<user@host>:` and `user@host: 550 …`
  {
    habit: 'address with a colon',
    before: NOTHING_BEFORE,
    after: /^["'>)]{0,2}(?: \((?:expanded|generated) from[^)]{0,200}\))?:/,
  },
  // Sendmail, Exim, 1&1, Notes, m-FILTER, X3, Gmail: only the address in its line
  { habit: 'address alone', before: NOTHING_BEFORE, after: /^["'>)]{0,2}[.,;]?\s*$/ },
  // Exchange 2007: `user@host<mailto:user@host>`, Exchange 2003: `user@host on <date>`
  { habit: 'address with its link', before: NOTHING_BEFORE, after: /^["'>]{0,2}\s?[<([]mailto:/i },
  { habit: 'address with the time', before: NOTHING_BEFORE, after: /^["'>]{0,2}\s+(?:on|at)\s/i },
  // Exchange 5.5: `c=US;a= ;p=Org;dda:SMTP=user@host`, Exchange 2003: `[SMTP:user@host]`
  { habit: 'typed address', before: /\bsmtp[:=]$/i, after: ANYTHING },
  // MCAfee, Sendmail, X1, Activehunter: `<user@host> (reason)`, `user@host [reason]`, `user@host <user@host>`, `user@host... reason`
  {
    habit: 'address with a reason',
    before: NOTHING_BEFORE,
    after: /^["'>]{0,2}(?:\s+[<([]|\s?\.\.\.|\s+[-–]\s|,)/,
  },
  // Zoho: `[Status: Error, Address: <user@host>, ResponseCode 550`
  {
    habit: 'labelled',
    before:
      /(?:\b(?:address|recipients?(?:\(s\)| address)?|addressed to|mail address|rcpt|undelivered to|failed (?:address|recipient)|user|destinat[aá]rio|destinataire|empfänger(?:adresse)?|ontvanger|mottagare|modtager|mottaker|vastaanottaja|odbiorca|adresat|příjemce|címzett|alıcı|получатель|адресат)|受信者|宛先|收件(?:人|者)(?:邮件地址|郵件地址|地址)?|받는\s?사람|수신자)\s?[:：]\s*["'<]{0,2}$/iu,
    after: ANYTHING,
  },
  // Oracle's server shows the mail's header before the recipient it did not reach
  { habit: 'labelled as in a header', before: /(?<!reply-)\bto\s?:\s*["'<]{0,2}$/i, after: ANYTHING },
  { habit: 'labelled as in a copied header', before: TO_LABEL, after: ANYTHING },
  { habit: 'in a session', before: /rcpt to:\s*<?$/i, after: ANYTHING },
  {
    habit: 'delivery to',
    before:
      /(?:(?:un)?deliver(?:y|ed|ing|able)?|sen[dt]|mail|message|e-?mail|reach|route|forward|returned|relay)\b.{0,60}?\b(?:to|for)(?: the)?(?: (?:address|following|recipient|user|group|mailbox|domain))*[:\s]*["'<]{0,2}$/i,
    after: ANYTHING,
  },
  // Sendmail 5, Activehunter: `550 <user@host>... User unknown`
  {
    habit: 'reply about',
    before: /^(?:<<< ?)?[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?["'<]{0,2}$/,
    after: ANYTHING,
  },
  {
    habit: 'errors of',
    before:
      /(?:errors?|full|unknown|recipients?|size|user|account|mailbox|rejected|found|failed|disabled|invalid)\b.{0,60}:\s*["'<]{0,2}$/i,
    after: ANYTHING,
  },
];
