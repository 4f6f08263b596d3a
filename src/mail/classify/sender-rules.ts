import { type ParsedMail } from '../mail.js';
import { isAnswerSubject } from '../reports/return-subject.js';
import { POSTMASTER } from '../reports/sender-kind.js';
import { type Evidence, hasNullReturnPath, type Rule } from './rule.js';

const MAIL_SYSTEM = /^(?:mailer-?daemon|mail-?daemon)@/i;
/** Names of senders that take no answers. */
const NO_REPLY =
  /^(?:.{0,60}[-._+])?(?:no[-._]?reply|do[-._]?not[-._]?(?:reply|respond)|nicht[-._]?antworten|keine?[-._]?antwort|ne[-._]?pas[-._]?repondre|no[-._]?responder?|n[aã]o[-._]?respond[ae]r?|non[-._]?rispondere|niet[-._]?beantwoorden|svara?[-._]?(?:ej|inte)|(?:ingen|ikke)[-._]?svar|ei[-._]?vastausta|nie[-._]?odpowiadaj?|ne[-._]?odpovidat?|unattended)(?:\d{1,4}|[-._+].{0,60})?@/i;
/** A host that accepts no mail: `orders@noreply.shop.example`. */
const NO_REPLY_HOST = /@(?:[^@]{1,200}\.)?(?:no|do-?not)-?reply\./i;
/** Names of programs, not of people or teams that write mail. */
const PROGRAM =
  /^(?:auto[-._]?(?:reply|respond(?:er)?|mailer|response)|bounces?(?:[-+=].{0,200})?|daemon|notifications?|notify)@/i;
/** The same, but an answer from there is written by the people who run the program. */
const PROGRAM_OF_PEOPLE =
  /^(?:cron|root|www-data|wordpress|nagios|icinga2?|zabbix|prtg|grafana|alertmanager|check[-_]?mk|monit|munin|fail2ban|logwatch|veeam|jenkins|asterisk|freepbx|hylafax|fax|voicemail|quarantine|alerts?|newsletters?)@/i;

/**
 * Senders that are not people. A web form often writes as no-reply with a person in Reply-To: that is a person. So is a
 * postmaster who answers (RFC 2142 §5).
 */
export const SENDER_RULES: Rule[] = [
  {
    reason: 'null_return_path',
    kind: 'auto_generated',
    matches: ({ values }) => hasNullReturnPath(values),
  },
  {
    reason: 'mail_system_sender',
    kind: 'auto_generated',
    matches: ({ mail }) =>
      mail.from.some(
        ({ address }) => MAIL_SYSTEM.test(address) || (POSTMASTER.test(address) && !isAnswer(mail)),
      ),
  },
  {
    reason: 'no_reply_sender',
    kind: 'auto_generated',
    matches: (evidence) => isNobody(evidence, NO_REPLY) || isNobody(evidence, NO_REPLY_HOST),
  },
  {
    reason: 'program_sender',
    kind: 'auto_generated',
    matches: (evidence) =>
      isNobody(evidence, PROGRAM) || (isNobody(evidence, PROGRAM_OF_PEOPLE) && !isWrittenAnswer(evidence)),
  },
];

function isAnswer({ inReplyTo, subject }: ParsedMail): boolean {
  return inReplyTo.length > 0 || isAnswerSubject(subject);
}

function isWrittenAnswer({ mail: { inReplyTo, subject } }: Evidence): boolean {
  return inReplyTo.length > 0 && isAnswerSubject(subject);
}

function isNobody({ mail }: Evidence, nobody: RegExp): boolean {
  const person = mail.replyTo.some(({ address }) => address.includes('@') && !nobody.test(address));
  return mail.from.some((author) => nobody.test(author.address)) && !person;
}
