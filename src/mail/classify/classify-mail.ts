import { bodyTextOf } from '../body-text.js';
import { extractReply } from '../reply/extract-reply.js';
import { type Classification, type ParsedMail, type RecipientReport } from '../mail.js';
import { HEADER_RULES } from './header-rules.js';
import { LIST_RULES } from './list-rules.js';
import { LOOP_RULES } from './loop-rules.js';
import { REPORT_RULES } from './report-rules.js';
import { type Evidence, type Rule } from './rule.js';
import { SENDER_RULES } from './sender-rules.js';
import { UNWRITTEN_RULES } from './unwritten-rules.js';
import { ANSWER_RULES, WORD_RULES } from './word-rules.js';

/**
 * Read from top to bottom; the first match wins: reports on other mail, mail that nobody wrote, mail loops, mail that says of
 * itself that it is automatic (an answer before a mere notice), lists, impersonal senders, and last the words that a machine uses
 * in a person's name.
 */
const RULES: Rule[] = [
  ...REPORT_RULES,
  ...UNWRITTEN_RULES,
  ...LOOP_RULES,
  ...ANSWER_RULES,
  ...HEADER_RULES,
  ...LIST_RULES,
  ...SENDER_RULES,
  ...WORD_RULES,
];

/**
 * What kind of mail this is, and the code of the one rule that decided it. A mail is a person's
 * (`human/no_automatic_sign`) until a rule says otherwise; when in doubt it stays one, since a person whose mail is
 * filed away as a machine's gets no answer.
 *
 * It goes by the mail alone. Whether a mail is one of ours that came back, or from an address of ours, only the database
 * knows at the moment of filing (`tickets/filing`, `tickets/identity`).
 *
 * @param reports what `readReports` found in the same mail
 * @param words what `bodyTextOf` and `extractReply` make of it
 */
export function classifyMail(
  mail: ParsedMail,
  reports: RecipientReport[],
  words = wordsOf(mail),
): Classification {
  const evidence: Evidence = { mail, ...words, reports, values: headerValues(mail) };
  const decided = RULES.find((rule) => rule.matches(evidence));
  return decided === undefined
    ? { kind: 'human', reason: 'no_automatic_sign' }
    : { kind: decided.kind, reason: decided.reason };
}

const wordsOf = (mail: ParsedMail): Pick<Evidence, 'text' | 'ownWords'> => ({
  text: bodyTextOf(mail),
  ownWords: extractReply(mail).replyText,
});

function headerValues(mail: ParsedMail): (name: string) => string[] {
  const byName = new Map<string, string[]>();
  for (const { name, value } of mail.headers) {
    const values = byName.get(name);
    if (values === undefined) byName.set(name, [value.trim()]);
    else values.push(value.trim());
  }
  return (name) => byName.get(name) ?? [];
}
