import { isForwardSubject } from '../reply/separator.js';
import { type Evidence } from './rule.js';

/** Set by Exchange on everything that a mailbox's rules send: answers, forwards and redirects. */
const RULES_OF_MAILBOX: [field: string, said: RegExp][] = [
  ['x-ms-exchange-generated-message-source', /^mailbox rules agent$/i],
  ['x-ms-exchange-inbox-rules-loop', /\S/],
];

/**
 * True if a rule of an Exchange mailbox passed the mail on. Exchange calls forwards and redirects `auto-generated`,
 * like its answers; only the subject (`FW: …`) or `Resent-From` shows that the words are those of whoever wrote to that
 * mailbox.
 */
export function isPassedOnByRule({ mail, values }: Evidence): boolean {
  const isOfRule = RULES_OF_MAILBOX.some(([field, said]) => values(field).some((value) => said.test(value)));
  return isOfRule && (isForwardSubject(mail.subject) || values('resent-from').length > 0);
}
