import type { EventLogPass, EventLogState } from '../../inbox/ledger/event-log-books.js';
import type { ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';
import { earlier, endOf, startOf } from './span.js';

/** Events enter the log in the order in which they happen, give or take the provider's own delays. */
const OVERLAP_MS = 10 * 60 * 1000;

/** Resend keeps its log for so long (https://resend.com/docs/knowledge-base/account-quotas-and-limits). */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** An unfinished pass goes on; a request begins anew, because it asks about now. */
export function passOf(state: EventLogState, claim: ReconcileClaim, webhookIds: string[]): EventLogPass {
  const { pass } = state;
  const isThere = pass?.webhook_id == null || webhookIds.includes(pass.webhook_id);
  if (pass !== null && isThere && !claim.isRequested) return pass;
  const covered = { coveredFrom: state.covered_from, provenUntil: state.proven_until };
  const wanted = startOf(covered, claim, OVERLAP_MS);
  const kept = earlier(claim.startedAt, KEPT_MS);
  return {
    from: (wanted < kept ? kept : wanted).toISOString(),
    up_to: endOf(claim).toISOString(),
    webhook_id: null,
    after: null,
    is_whole: true,
  };
}
