import { type Evidence, type Rule, tokenOf } from './rule.js';

/**
 * Mail through a list or in bulk. Individual mail from sales programs has List-Unsubscribe too, so that field alone
 * does not count in a reply.
 */
export const LIST_RULES: Rule[] = [
  {
    reason: 'list_id',
    kind: 'list',
    matches: ({ values }) =>
      hasAny(values, [
        'list-id',
        'list-post',
        'list-archive',
        'list-subscribe',
        'list-owner',
        'list-help',
        'mailing-list',
        'x-mailing-list',
        'x-mailman-version',
        'x-beenthere',
      ]),
  },
  { reason: 'precedence_list', kind: 'list', matches: ({ values }) => hasPrecedence(values, /^list$/) },
  {
    reason: 'auto_submitted_no',
    kind: 'human',
    matches: ({ values }) => values('auto-submitted').some((value) => tokenOf(value) === 'no'),
  },
  {
    reason: 'list_unsubscribe',
    kind: 'list',
    matches: (evidence) => hasAny(evidence.values, ['list-unsubscribe']) && !isReply(evidence),
  },
  {
    reason: 'campaign',
    kind: 'list',
    matches: (evidence) => hasAny(evidence.values, CAMPAIGN_FIELDS) && !isReply(evidence),
  },
  { reason: 'precedence_bulk', kind: 'auto_generated', matches: isBulk },
];

/** Set by programs that send one text to many people. */
const CAMPAIGN_FIELDS = [
  'x-campaign',
  'x-campaign-id',
  'x-campaignid',
  'x-mc-user',
  'x-bulk',
  'x-newsletter-id',
];

type Values = Evidence['values'];

function hasAny(values: Values, names: string[]): boolean {
  return names.some((name) => values(name).some((value) => value.length >= 3));
}

function hasPrecedence(values: Values, wanted: RegExp): boolean {
  return [...values('precedence'), ...values('x-precedence')].some((value) => wanted.test(tokenOf(value)));
}

function isBulk(evidence: Evidence): boolean {
  return hasPrecedence(evidence.values, /^(?:bulk|junk)$/) && !isWrittenInTracker(evidence);
}

/**
 * Request Tracker sends even what people write in it as bulk. It names the person who caused a mail: the writer, or the
 * recipient of an automatic answer.
 */
function isWrittenInTracker({ mail, values }: Evidence): boolean {
  const receivers = [...mail.to, ...mail.cc].map(({ address }) => address.toLowerCase());
  return [...values('rt-originator'), ...values('x-rt-originator')].some(
    (originator) => originator.includes('@') && !receivers.includes(originator.toLowerCase()),
  );
}

function isReply({ mail }: Evidence): boolean {
  return mail.inReplyTo.length > 0;
}
