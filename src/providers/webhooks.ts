import type { EventLogApi } from './event-log.js';

/** A webhook registered at the provider. */
export interface RegisteredWebhook {
  /** Null if malformed; its log then cannot be read. */
  id: string | null;
  endpoint: string;
  isEnabled: boolean;
  /** Null for every event. */
  events: string[] | null;
}

/** A provider's API for its registered webhooks and what it sent to them. */
export interface WebhooksApi extends EventLogApi {
  registered(): Promise<RegisteredWebhook[]>;
}
