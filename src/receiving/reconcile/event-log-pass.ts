import type { EventLogPass, EventLogState } from '../../inbox/ledger/event-log-books.js';
import type { ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { earlier, endOf, startOf } from './span.js';

/** Events enter the log in the order in which they happen, give or take the provider's own delays. */
const OVERLAP_MS = 10 * 60 * 1000;

/** Resend keeps its log for so long (https://resend.com/docs/knowledge-base/account-quotas-and-limits). */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/**
 * An unfinished pass goes on; a request begins anew, because it asks about now. What an unfinished one was to prove is proven by
 * the one that takes its place: whoever asked for it is not asked again.
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

/** The same way from its beginning: another pass takes its place. */
export const notBegun = ({ from, up_to }: Pick<EventLogPass, 'from' | 'up_to'>): EventLogPass => ({
  from,
  up_to,
  webhook_id: null,
  after: null,
  is_whole: true,
});
