import { problemType } from '../platform/problem/problem.js';

export const TICKET_NOT_FOUND = problemType(
  'ticket-not-found',
  404,
  'There is no such ticket',
  'No ticket has this id. Tickets are named by `id`, not by `number`; `GET /v1/tickets?q=%23<number>` finds one by its number.',
);
export const MESSAGE_NOT_FOUND = problemType(
  'message-not-found',
  404,
  'There is no such message',
  'No message has this id, which is not its Message-ID.',
);
export const RAW_NOT_KEPT = problemType(
  'raw-not-kept',
  404,
  'The raw mail is not kept',
  'It was written here, or the provider could not hand it out. `GET /v1/messages/{id}` has what is known.',
);
export const RAW_PURGED = problemType(
  'raw-purged',
  410,
  'The raw mail is not kept any more',
  'The time to keep it is over, or its sender was erased. What was read from it may still be in the message.',
);
export const ATTACHMENT_PURGED = problemType(
  'attachment-purged',
  410,
  'The file is not kept any more',
  'The time to keep it is over. Name, size and digest are still there.',
);
export const ATTACHMENT_NOT_FOUND = problemType(
  'attachment-not-found',
  404,
  'There is no such attachment',
  'No attachment has this id. A message lists those it has.',
);
export const CONTACT_NOT_FOUND = problemType(
  'contact-not-found',
  404,
  'There is no such contact',
  'It was erased or merged into another one, or never was. `GET /v1/contacts?address=` finds the one that has an address now.',
);
export const MAILBOX_NOT_FOUND = problemType(
  'mailbox-not-found',
  404,
  'There is no such mailbox',
  'It was deleted, or never made.',
);
export const RULE_NOT_FOUND = problemType(
  'rule-not-found',
  404,
  'There is no such rule',
  'It was deleted, or never made.',
);
export const TICKET_CHANGED = problemType(
  'ticket-changed',
  412,
  'The ticket has changed meanwhile',
  'Somebody changed it after you read it. Read it again, decide anew, and send the new ETag.',
);
export const MAILBOX_CHANGED = problemType(
  'mailbox-changed',
  412,
  'The mailbox has changed meanwhile',
  'Somebody changed it after you read it. Read it again, decide anew, and send the new ETag.',
);
export const RULE_CHANGED = problemType(
  'rule-changed',
  412,
  'The rule has changed meanwhile',
  'Somebody changed it after you read it. Read it again, decide anew, and send the new ETag.',
);
export const CONTACT_CHANGED = problemType(
  'contact-changed',
  412,
  'The contact has changed meanwhile',
  'Somebody changed it after you read it. Read it again, decide anew, and send the new ETag.',
);
export const PATTERN_TAKEN = problemType(
  'pattern-taken',
  409,
  'The address leads to another mailbox',
  'An address leads to one mailbox only. Take it from the other one first; `detail` names it.',
);
export const CATCH_ALL_STAYS = problemType(
  'catch-all-stays',
  409,
  'The catch-all cannot be removed',
  'Mail for no other mailbox goes there. Give it a name and an address instead.',
);
export const NOT_HELD = problemType(
  'not-held',
  409,
  'The message is not held for review',
  'It never waited for a decision, or somebody has decided meanwhile. Read the message.',
);
export const CLAIM_UNKNOWN = problemType(
  'claim-unknown',
  409,
  'The message names no ticket to accept it into',
  'The message does not say to which ticket it belongs. Use `move`, and name the ticket.',
);
export const TICKET_MERGED = problemType(
  'ticket-merged',
  409,
  'The ticket is merged into another one',
  'Nothing can be written to it any more. `detail` names the ticket that shows its messages: write to that one, or unmerge first.',
);
export const MERGE_IMPOSSIBLE = problemType(
  'merge-impossible',
  409,
  'This cannot be merged or unmerged',
  'The two are one already, or would be merged in a circle, or there is nothing to take apart. `detail` says which.',
);
export const SPLIT_IMPOSSIBLE = problemType(
  'split-impossible',
  409,
  'The messages cannot be split off',
  'A message is not of this ticket, or none would be left in it. `detail` says which.',
);
export const MAILBOX_CANNOT_SEND = problemType(
  'mailbox-cannot-send',
  409,
  'The mailbox has no address to send from',
  'Give the mailbox an `address` with `PATCH /v1/mailboxes/{id}`, and write the reply again.',
);
export const RECIPIENT_SUPPRESSED = problemType(
  'recipient-suppressed',
  409,
  'A recipient is not to be mailed',
  'It is on the suppression list, and nothing was sent to anybody. Leave it out, or take it off the list when its owner wants mail.',
);
export const ADDRESS_TAKEN = problemType(
  'address-taken',
  409,
  'The address belongs to another contact',
  '`detail` names the contact that has it. When both are one person, merge the two.',
);
export const RANGE_REFUSED = problemType(
  'range-not-satisfiable',
  416,
  'The range lies outside of the file',
  'The range begins behind the last byte. `Content-Range` says how many there are.',
);
