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
 * Tried from top to bottom; the first match wins. The order: reports on other mail, mail that nobody wrote, mail loops,
 * mail that declares itself automatic (answers before notices), lists, impersonal senders, and last the words that
 * machines use in a person's name.
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
 * The kind of a mail, and the code of the one rule that decided it. A mail is a person's (`human/no_automatic_sign`)
 * unless a rule says otherwise. In doubt it stays a person's, because a person whose mail is filed as automatic gets no
 * answer.
 *
 * Only the mail itself counts. Whether it is our own mail that came back, or from one of our addresses, only the
 * database knows at the moment of filing (`tickets/filing`, `tickets/identity`).
 *
 * @param reports the result of `readReports` for the same mail
 * @param words the results of `bodyTextOf` and `extractReply`
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
