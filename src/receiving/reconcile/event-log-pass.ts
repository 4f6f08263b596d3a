import type { EventLogPass, EventLogState } from '../../inbox/ledger/event-log-books.js';
import type { ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { earlier, endOf, startOf } from './span.js';

/** How much is read again: events enter the log as they happen, but for the provider's own delays. */
const OVERLAP_MS = 10 * 60 * 1000;

/** How long Resend keeps its log (https://resend.com/docs/knowledge-base/account-quotas-and-limits). */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/**
 * Continues an unfinished pass. A request starts a new one, because it asks about now. A new pass also covers the span
 * of the unfinished one that it replaces, so nobody has to ask for that again.
 */
export function passOf(
  { pass, covered_from: coveredFrom, proven_until: provenUntil }: EventLogState,
  claim: ReconcileClaim,
  webhookIds: string[],
): EventLogPass {
  if (pass?.webhook_id != null && webhookIds.includes(pass.webhook_id) && !claim.isRequested) return pass;
  const wanted = [startOf({ coveredFrom, provenUntil }, claim, OVERLAP_MS)];
  if (pass !== null) wanted.push(new Date(pass.from));
  const from = Math.min(...wanted.map((start) => start.getTime()));
  const kept = earlier(claim.startedAt, KEPT_MS).getTime();
  return notBegun({ from: new Date(Math.max(from, kept)).toISOString(), up_to: endOf(claim).toISOString() });
}

/** The same span from its beginning, for a pass that replaces another. */
export const notBegun = ({ from, up_to }: Pick<EventLogPass, 'from' | 'up_to'>): EventLogPass => ({
  from,
  up_to,
  webhook_id: null,
  after: null,
  is_whole: true,
});
