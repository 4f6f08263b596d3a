import type { EventErrorView } from '../../inbox/event.view.js';
import type { EventLogState } from '../../inbox/ledger/event-log-books.js';
import type { ReconcileState } from '../../inbox/ledger/reconcile-books.js';
import { type EventLogView, toEventLogView } from './event-log.view.js';

export class ReconcileView {
  object: 'reconcile';
  source: string;
  status: 'requested' | 'running' | 'done' | 'failed' | 'scheduled';
  /** Start of the span that is or will be proven. */
  covered_from: string;
  /** Mail received from `covered_from` until here is proven to be in the inbox; null before the first reconcile. */
  proven_until: string | null;
  requested_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  next_at: string;
  last_error: EventErrorView | null;
  /** How far the provider's log of what it sent to our webhook, mail or not, is proven; null before the first look. */
  event_log: EventLogView | null;
}

export function toReconcileView(state: ReconcileState, log: EventLogState | null): ReconcileView {
  return {
    object: 'reconcile',
    source: state.source,
    status: statusOf(state),
    covered_from: state.covered_from.toISOString(),
    proven_until: state.proven_until?.toISOString() ?? null,
    requested_at: state.requested_at?.toISOString() ?? null,
    started_at: state.started_at?.toISOString() ?? null,
    finished_at: state.finished_at?.toISOString() ?? null,
    next_at: state.due_at.toISOString(),
    last_error: state.last_error,
    event_log: log === null ? null : toEventLogView(log),
  };
}

function statusOf(state: ReconcileState): ReconcileView['status'] {
  if (state.is_running) return 'running';
  if (state.last_error !== null) return 'failed';
  if (state.requested_at !== null) return 'requested';
  return state.finished_at === null ? 'scheduled' : 'done';
}
