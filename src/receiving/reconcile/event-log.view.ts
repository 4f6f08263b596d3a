import type { EventErrorView } from '../../inbox/event.view.js';
import type { EventLogState } from '../../inbox/ledger/event-log-books.js';

export class EventLogView {
  /**
   * `done`; `catching_up`: goes on soon; `failed`: tried again; `not_permitted`: the API key may not read webhooks;
   * `not_registered`: no webhook leads to us; `ambiguous`: several might, set PUBLIC_URL; `scheduled`: not yet.
   */
  status: 'scheduled' | 'done' | 'catching_up' | 'failed' | 'not_permitted' | 'not_registered' | 'ambiguous';
  /** Start of the span that is or will be proven. */
  covered_from: string;
  /** Everything in the log from `covered_from` until here is proven to be in the inbox; null before the first proof. */
  proven_until: string | null;
  /** Events that the log listed but no longer had when they were fetched: lost. */
  gone: number;
  looked_at: string | null;
  /** Since when the log has been unreadable. */
  failing_since: string | null;
  last_error: EventErrorView | null;
}

export function toEventLogView(state: EventLogState): EventLogView {
  return {
    status: statusOf(state),
    covered_from: state.covered_from.toISOString(),
    proven_until: state.proven_until?.toISOString() ?? null,
    gone: state.gone,
    looked_at: state.looked_at?.toISOString() ?? null,
    failing_since: state.failing_since?.toISOString() ?? null,
    last_error: state.last_error,
  };
}

function statusOf({ access, last_error: error, pass }: EventLogState): EventLogView['status'] {
  if (error !== null) return 'failed';
  if (access === null) return 'scheduled';
  if (access !== 'open') return access;
  return pass === null ? 'done' : 'catching_up';
}
