import { type Evidence, type Rule } from './rule.js';

/** Received fields of a mail that circles; honest mail has seldom more than fifteen, servers give up at 50 to 100. */
const MAX_HOPS = 50;

/** Mail that goes round between machines. */
export const LOOP_RULES: Rule[] = [
  {
    reason: 'hop_limit',
    kind: 'auto_generated',
    matches: ({ values }) => values('received').length > MAX_HOPS,
  },
  { reason: 'x_loop', kind: 'auto_generated', matches: isMarkedAsLoop },
];

/** X-Loop, and what OTRS and its heirs put on what they write by themselves. */
const LOOP_MARKS = ['x-loop', 'x-otrs-loop', 'x-znuny-loop'];

/** In X-Loop an address is the usual value: it has handled the mail before, which says nothing of who wrote it. */
function isMarkedAsLoop({ values }: Evidence): boolean {
  return LOOP_MARKS.some((name) => values(name).some((value) => /^(?:yes|true|1)$/i.test(value)));
}
