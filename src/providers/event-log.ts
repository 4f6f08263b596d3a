import type { EventKind } from './provider.js';

/** An event as a webhook's log lists it: without its payload. */
export interface LoggedEvent {
  /** The delivery id, the same on every delivery attempt. */
  id: string;
  type: string;
  kind: EventKind;
  createdAt: Date | null;
}

/** One page of a webhook's log, newest first. */
export interface EventLogPage {
  events: LoggedEvent[];
  /** Cursor of the next, older page; null at the end. */
  after: string | null;
}

/**
 * A provider's log of the events that it sent, or tried to send, to one of our webhooks. All methods throw only the
 * classes in `provider-errors.ts`.
 */
export interface EventLogApi {
  list(webhookId: string, after?: string): Promise<EventLogPage>;

  /**
   * The body that was or would have been delivered, as JSON text: the same values, not the same bytes.
   *
   * @throws NotFoundYet if the log has forgotten the event, or the webhook is gone
   */
  payload(webhookId: string, eventId: string): Promise<string>;
}
