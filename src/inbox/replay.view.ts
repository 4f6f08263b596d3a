export class EventReplayView {
  object: 'event_replay';
  dry_run: boolean;
  /** Events that the filter meets. */
  matched: number;
  /** Events that will run again: at most 10,000 a call. Call again while `matched` is more. */
  replayed: number;
}
