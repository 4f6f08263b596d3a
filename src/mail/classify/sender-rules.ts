import { type Evidence, type Rule } from './rule.js';

const MAIL_SYSTEM = /^(?:mailer-?daemon|mail-?daemon|post-?master)@/i;
const NO_REPLY =
  /^(?:.{0,60}[-._+])?(?:no[-._]?reply|do[-._]?not[-._]?reply|noreply|nicht-?antworten|ne-?pas-?repondre|no-?responder)(?:[-._+].{0,60})?@/i;

/** Senders who are nobody. A web form often writes as no-reply and puts the person into Reply-To: that is a person. */
export const SENDER_RULES: Rule[] = [
  {
    reason: 'null_return_path',
    kind: 'auto_generated',
    matches: ({ values }) => values('return-path').some((value) => /^<\s*>$/.test(value)),
  },
  {
    reason: 'mail_system_sender',
    kind: 'auto_generated',
    matches: ({ mail }) => mail.from.some((author) => MAIL_SYSTEM.test(author.address)),
  },
  { reason: 'no_reply_sender', kind: 'auto_generated', matches: isNoReply },
];

function isNoReply({ mail }: Evidence): boolean {
  const authors = mail.from.some((author) => NO_REPLY.test(author.address));
  const person = mail.replyTo.some(
    (mailbox) => mailbox.address.includes('@') && !NO_REPLY.test(mailbox.address),
  );
  return authors && !person;
}
