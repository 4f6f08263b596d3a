import type { EventError } from '../../inbox/inbox-event.entity.js';
import type { ReconcileState } from '../../inbox/ledger/reconcile-books.js';

export class ReconcileView {
  object: 'reconcile';
  source: string;
  status: 'requested' | 'running' | 'done' | 'failed' | 'scheduled';
  /** Mail that the provider received from here … */
  covered_from: string;
  /** … until here is proven to be in the inbox; null before the first reconcile. */
  proven_until: string | null;
  requested_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  next_at: string;
  last_error: EventError | null;
}

export class ReconcileListView {
  object: 'list';
  data: ReconcileView[];
}

export function toReconcileView(state: ReconcileState): ReconcileView {
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
  };
}

function statusOf(state: ReconcileState): ReconcileView['status'] {
  if (state.is_running) return 'running';
  if (state.last_error !== null) return 'failed';
  if (state.requested_at !== null) return 'requested';
  return state.finished_at === null ? 'scheduled' : 'done';
}
