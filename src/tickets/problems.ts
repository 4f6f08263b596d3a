import { problemType } from '../platform/problem/problem.js';

export const TICKET_NOT_FOUND = problemType('ticket-not-found', 404, 'There is no such ticket');
export const MESSAGE_NOT_FOUND = problemType('message-not-found', 404, 'There is no such message');
export const RAW_NOT_KEPT = problemType('raw-not-kept', 404, 'The raw mail is not kept');
export const RAW_PURGED = problemType('raw-purged', 410, 'The raw mail is not kept any more');
export const ATTACHMENT_PURGED = problemType('attachment-purged', 410, 'The file is not kept any more');
export const ATTACHMENT_NOT_FOUND = problemType('attachment-not-found', 404, 'There is no such attachment');
export const CONTACT_NOT_FOUND = problemType('contact-not-found', 404, 'There is no such contact');
export const MAILBOX_NOT_FOUND = problemType('mailbox-not-found', 404, 'There is no such mailbox');
export const RULE_NOT_FOUND = problemType('rule-not-found', 404, 'There is no such rule');
export const TICKET_CHANGED = problemType('ticket-changed', 412, 'The ticket has changed meanwhile');
export const MAILBOX_CHANGED = problemType('mailbox-changed', 412, 'The mailbox has changed meanwhile');
export const RULE_CHANGED = problemType('rule-changed', 412, 'The rule has changed meanwhile');
export const CONTACT_CHANGED = problemType('contact-changed', 412, 'The contact has changed meanwhile');
export const PATTERN_TAKEN = problemType('pattern-taken', 409, 'The address leads to another mailbox');
export const CATCH_ALL_STAYS = problemType('catch-all-stays', 409, 'The catch-all cannot be removed');
export const NOT_HELD = problemType('not-held', 409, 'The message is not held for review');
export const CLAIM_UNKNOWN = problemType(
  'claim-unknown',
  409,
  'The message names no ticket to accept it into',
);
export const TICKET_MERGED = problemType('ticket-merged', 409, 'The ticket is merged into another one');
export const MERGE_IMPOSSIBLE = problemType('merge-impossible', 409, 'This cannot be merged or unmerged');
export const SPLIT_IMPOSSIBLE = problemType('split-impossible', 409, 'The messages cannot be split off');
export const MAILBOX_CANNOT_SEND = problemType(
  'mailbox-cannot-send',
  409,
  'The mailbox has no address to send from',
);
export const RECIPIENT_SUPPRESSED = problemType(
  'recipient-suppressed',
  409,
  'A recipient is not to be mailed',
);
export const ADDRESS_TAKEN = problemType('address-taken', 409, 'The address belongs to another contact');
export const RANGE_REFUSED = problemType('range-not-satisfiable', 416, 'The range lies outside of the file');
