import type { EventReplay } from './event-replay.entity.js';

export class EventReplayView {
  object: 'event_replay';
  /** Null for a dry run, which leaves nothing behind. */
  id: string | null;
  dry_run: boolean;
  /** `running | done | cancelled`; null for a dry run. */
  status: string | null;
  /** Events that the filter met at the start. */
  matched: number;
  /** Events given back to the workers so far. */
  replayed: number;
  created_at: string | null;
  finished_at: string | null;
}

export function toReplayView(replay: EventReplay): EventReplayView {
  return {
    object: 'event_replay',
    id: replay.id,
    dry_run: false,
    status: replay.status,
    matched: replay.matched,
    replayed: replay.replayed,
    created_at: replay.createdAt.toISOString(),
    finished_at: replay.finishedAt?.toISOString() ?? null,
  };
}

export function toDryRunView(matched: number): EventReplayView {
  const nothing = { id: null, status: null, created_at: null, finished_at: null };
  return { object: 'event_replay', dry_run: true, matched, replayed: 0, ...nothing };
}
