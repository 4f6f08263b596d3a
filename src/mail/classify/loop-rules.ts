import { type Evidence, type Rule, isOwnAddress } from './rule.js';

/** Received fields of a mail that circles; honest mail has seldom more than fifteen, servers give up at 50 to 100. */
export const MAX_HOPS = 50;

/** Our own mail coming back. */
export const LOOP_RULES: Rule[] = [
  {
    reason: 'hop_limit',
    kind: 'auto_generated',
    matches: ({ values }) => values('received').length > MAX_HOPS,
  },
  { reason: 'own_message_id', kind: 'auto_generated', matches: hasOwnMessageId },
  { reason: 'own_address', kind: 'auto_generated', matches: isFromOurselves },
  { reason: 'x_loop', kind: 'auto_generated', matches: isMarkedAsLoop },
];

function hasOwnMessageId({ mail, context }: Evidence): boolean {
  const host = mail.messageId?.slice(mail.messageId.lastIndexOf('@') + 1).toLowerCase();
  return (context.ownMessageIdDomains ?? []).some((own) => own.toLowerCase() === host);
}

function isFromOurselves({ mail, context }: Evidence): boolean {
  return mail.from.length > 0 && mail.from.every((author) => isOwnAddress(author.address, context));
}

/** What OTRS and its heirs put on what they write by themselves. */
const HELP_DESK_LOOPS = ['x-otrs-loop', 'x-znuny-loop'];

/** X-Loop names the address that has already handled the mail; another system's address is no loop of ours. */
function isMarkedAsLoop({ values, context }: Evidence): boolean {
  const isYes = (value: string) => /^(?:yes|true|1)$/i.test(value);
  return (
    HELP_DESK_LOOPS.some((name) => values(name).some(isYes)) ||
    values('x-loop').some((value) => isYes(value) || isOwnAddress(value.replace(/^<|>$/g, ''), context))
  );
}
