import type { EventLogApi } from './event-log.js';

/** A webhook as it is registered at the provider. */
export interface RegisteredWebhook {
  /** Null when it is malformed: then its log cannot be asked for. */
  id: string | null;
  endpoint: string;
  isEnabled: boolean;
  /** Null: every event. */
  events: string[] | null;
}

/** A provider that tells which webhooks are registered, and what it sent to them. */
export interface WebhooksApi extends EventLogApi {
  registered(): Promise<RegisteredWebhook[]>;
}
