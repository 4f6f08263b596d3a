import type { Classification, HeaderField, Mailbox } from '../../mail/mail.js';
import type { Rule, RuleActions, RuleCondition } from './rule.entity.js';

/** A mail as rules see it. */
export interface RuleSubject {
  from: Mailbox | null;
  to: Mailbox[];
  cc: Mailbox[];
  /** All recipients, the envelope's included. */
  recipients: string[];
  subject: string;
  text: string;
  classification: Classification;
  headers: HeaderField[];
}

/** What all rules together say, and which of them fired. */
export interface RuleVerdict {
  actions: RuleActions;
  /** In their order. */
  fired: { id: string; name: string }[];
}

/** How much of the text is searched; the tail of a huge mail decides nothing. */
const MAX_TEXT_CHARS = 100_000;

const COMPARE: Record<RuleCondition['operator'], (seen: string, wanted: string) => boolean> = {
  is: (seen, wanted) => seen === wanted,
  is_not: (seen, wanted) => seen !== wanted,
  contains: (seen, wanted) => seen.includes(wanted),
  contains_not: (seen, wanted) => !seen.includes(wanted),
  starts_with: (seen, wanted) => seen.startsWith(wanted),
  ends_with: (seen, wanted) => seen.endsWith(wanted),
};

/** The parts of a rule that decide. */
export type RuleInForce = Pick<Rule, 'id' | 'name' | 'isActive' | 'conditions' | 'actions'>;

/** @param rules in their order; tags add up, for everything else the last rule counts */
export function applyRules(rules: RuleInForce[], mail: RuleSubject): RuleVerdict {
  const firing = rules.filter((rule) => rule.isActive && rule.conditions.every((one) => holds(one, mail)));
  const actions: RuleActions = {};
  for (const { actions: next } of firing) {
    const tags = [...new Set([...(actions.add_tags ?? []), ...(next.add_tags ?? [])])];
    Object.assign(actions, next, tags.length > 0 && { add_tags: tags });
  }
  return { actions, fired: firing.map(({ id, name }) => ({ id, name })) };
}

/** A field with several values meets a condition if one of them does; a negative condition only if all of them do. */
function holds({ field, operator, value }: RuleCondition, mail: RuleSubject): boolean {
  const wanted = value.toLowerCase();
  const judge = (seen: string) => COMPARE[operator](seen.toLowerCase(), wanted);
  const values = valuesOf(field, mail);
  return operator.endsWith('_not') ? values.every(judge) : values.some(judge);
}

function valuesOf(field: string, mail: RuleSubject): string[] {
  const people = (mailboxes: Mailbox[]) => mailboxes.flatMap(({ name, address }) => [address, name]);
  if (field.startsWith('header:')) {
    const name = field.slice('header:'.length).toLowerCase();
    return mail.headers.filter((header) => header.name === name).map((header) => header.value);
  }
  const values: Record<string, string[]> = {
    from: people(mail.from === null ? [] : [mail.from]),
    to: people(mail.to),
    cc: people(mail.cc),
    recipient: mail.recipients,
    subject: [mail.subject],
    text: [mail.text.slice(0, MAX_TEXT_CHARS)],
    kind: [mail.classification.kind],
    reason: [mail.classification.reason],
  };
  return Object.hasOwn(values, field) ? values[field]! : [];
}
