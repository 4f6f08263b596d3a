import { type Evidence, type Rule } from './rule.js';

/** More Received fields mean a loop: honest mail seldom has more than fifteen, and servers give up at 50 to 100. */
const MAX_HOPS = 50;

/** Mail that circles between machines. */
export const LOOP_RULES: Rule[] = [
  {
    reason: 'hop_limit',
    kind: 'auto_generated',
    matches: ({ values }) => values('received').length > MAX_HOPS,
  },
  { reason: 'x_loop', kind: 'auto_generated', matches: isMarkedAsLoop },
];

/** X-Loop, and the fields by which OTRS and its successors mark automatic mail. */
const LOOP_MARKS = ['x-loop', 'x-otrs-loop', 'x-znuny-loop'];

/** X-Loop usually holds an address that has handled the mail before, which does not show who wrote it. */
function isMarkedAsLoop({ values }: Evidence): boolean {
  return LOOP_MARKS.some((name) => values(name).some((value) => /^(?:yes|true|1)$/i.test(value)));
}
