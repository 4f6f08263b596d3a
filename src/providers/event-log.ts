import type { EventKind } from './provider.js';

/** An event as the log of a webhook lists it: without what it says. */
export interface LoggedEvent {
  /** The delivery id, the same on every attempt to deliver it. */
  id: string;
  type: string;
  kind: EventKind;
  createdAt: Date | null;
}

/** One page of a webhook's log, newest first. */
export interface EventLogPage {
  events: LoggedEvent[];
  /** Pass it on to get the next, older page; null at the end. */
  after: string | null;
}

/**
 * What a provider remembers of the events that it has sent, or tried to send, to one of our webhooks. Every method fails
 * with one of the classes of `provider-errors.ts` and with nothing else.
 */
export interface EventLogApi {
  list(webhookId: string, after?: string): Promise<EventLogPage>;

  /**
   * The body that was or would have been delivered, as JSON text: the same values, not the same bytes.
   *
   * @throws NotFoundYet when the log has forgotten the event, or the webhook is gone
   */
  payload(webhookId: string, eventId: string): Promise<string>;
}
