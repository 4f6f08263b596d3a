import { problemType } from '../platform/problem/problem.js';

export const TICKET_NOT_FOUND = problemType(
  'ticket-not-found',
  404,
  'There is no such ticket',
  "No ticket has this id. Use the ticket's `id`, not its `number`; `GET /v1/tickets?q=%23<number>` finds a ticket by its number.",
);
export const MESSAGE_NOT_FOUND = problemType(
  'message-not-found',
  404,
  'There is no such message',
  "No message has this id. Use the message's `id`, not its Message-ID.",
);
export const RAW_NOT_KEPT = problemType(
  'raw-not-kept',
  404,
  'The raw mail is not kept',
  'The message was written here, or the provider could not supply the raw mail. `GET /v1/messages/{id}` has what is known.',
);
export const RAW_PURGED = problemType(
  'raw-purged',
  410,
  'The raw mail is no longer kept',
  'It was removed by retention, or because its sender was erased. What was read from it may still be in the message.',
);
export const ATTACHMENT_PURGED = problemType(
  'attachment-purged',
  410,
  'The file is no longer kept',
  'It was removed by retention. Its name, size and digest are still there.',
);
export const ATTACHMENT_NOT_FOUND = problemType(
  'attachment-not-found',
  404,
  'There is no such attachment',
  'No attachment has this id. Each message lists its attachments.',
);
export const CONTACT_NOT_FOUND = problemType(
  'contact-not-found',
  404,
  'There is no such contact',
  'It was erased or merged into another one, or never existed. `GET /v1/contacts?address=` finds the contact that now has an address.',
);
export const MAILBOX_NOT_FOUND = problemType(
  'mailbox-not-found',
  404,
  'There is no such mailbox',
  'It was deleted, or never existed.',
);
export const RULE_NOT_FOUND = problemType(
  'rule-not-found',
  404,
  'There is no such rule',
  'It was deleted, or never existed.',
);
export const TICKET_CHANGED = problemType(
  'ticket-changed',
  412,
  'The ticket has changed meanwhile',
  'Somebody changed it after you read it. Read it again, check your change, and send the new ETag.',
);
export const MAILBOX_CHANGED = problemType(
  'mailbox-changed',
  412,
  'The mailbox has changed meanwhile',
  'Somebody changed it after you read it. Read it again, check your change, and send the new ETag.',
);
export const RULE_CHANGED = problemType(
  'rule-changed',
  412,
  'The rule has changed meanwhile',
  'Somebody changed it after you read it. Read it again, check your change, and send the new ETag.',
);
export const CONTACT_CHANGED = problemType(
  'contact-changed',
  412,
  'The contact has changed meanwhile',
  'Somebody changed it after you read it. Read it again, check your change, and send the new ETag.',
);
export const PATTERN_TAKEN = problemType(
  'pattern-taken',
  409,
  'The address leads to another mailbox',
  'An address leads to only one mailbox. Remove it from the other one first; `detail` names it.',
);
export const CATCH_ALL_STAYS = problemType(
  'catch-all-stays',
  409,
  'The catch-all cannot be removed',
  'It receives mail that is for no other mailbox. Give it a name and an address instead.',
);
export const NOT_HELD = problemType(
  'not-held',
  409,
  'The message is not held for review',
  'It never waited for a decision, or somebody has decided meanwhile. Read the message again.',
);
export const CLAIM_UNKNOWN = problemType(
  'claim-unknown',
  409,
  'The message names no ticket to accept it into',
  'The message does not say which ticket it belongs to. Use `move`, and name the ticket.',
);
export const TICKET_MERGED = problemType(
  'ticket-merged',
  409,
  'The ticket is merged into another one',
  'Nothing more can be written to it. `detail` names the ticket that shows its messages: write to that one, or unmerge first.',
);
export const MERGE_IMPOSSIBLE = problemType(
  'merge-impossible',
  409,
  'This cannot be merged or unmerged',
  'The two are already merged, or would be merged in a circle, or there is nothing to unmerge. `detail` says which.',
);
export const SPLIT_IMPOSSIBLE = problemType(
  'split-impossible',
  409,
  'The messages cannot be split off',
  'A message does not belong to this ticket, or none would be left in it. `detail` says which.',
);
export const MAILBOX_CANNOT_SEND = problemType(
  'mailbox-cannot-send',
  409,
  'The mailbox has no address to send from',
  'Give the mailbox an `address` with `PATCH /v1/mailboxes/{id}`, and send the reply again.',
);
export const RECIPIENT_SUPPRESSED = problemType(
  'recipient-suppressed',
  409,
  'A recipient must not be mailed',
  'The recipient is on the suppression list, so nothing was sent to anybody. Leave it out, or take it off the list if its owner wants mail.',
);
export const ADDRESS_TAKEN = problemType(
  'address-taken',
  409,
  'The address belongs to another contact',
  '`detail` names the contact that has it. If both are the same person, merge them.',
);
export const RANGE_REFUSED = problemType(
  'range-not-satisfiable',
  416,
  'The range is outside the file',
  'The range begins after the last byte. `Content-Range` says how many bytes there are.',
);
