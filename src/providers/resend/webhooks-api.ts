import type { EventLogPage, LoggedEvent } from '../event-log.js';
import { type JsonObject, readId, readLine, readList, readObject } from '../json.js';
import { parseTimestamp } from '../timestamps.js';
import type { RegisteredWebhook, WebhooksApi } from '../webhooks.js';
import { expected, pathId, ResendApiCaller, type ResendApiSettings } from './api-caller.js';
import { kindOfResendType } from './event-types.js';
import { findListPage } from './list-page.js';

/** Most entries Resend puts on a page. Nobody has more webhooks. */
const PAGE_LIMIT = 100;

/**
 * The webhooks of an account (https://resend.com/docs/api-reference/webhooks/list-webhooks) and the log of what was
 * sent to each in the last 30 days (https://resend.com/docs/api-reference/webhooks/list-webhook-events).
 */
export class ResendWebhooksApi implements WebhooksApi {
  private readonly api: ResendApiCaller;

  constructor(settings: ResendApiSettings) {
    this.api = new ResendApiCaller(settings);
  }

  async registered(): Promise<RegisteredWebhook[]> {
    const answer = await this.api.call((signal) =>
      this.api.client.webhooks.list({ limit: PAGE_LIMIT }, { signal }),
    );
    return expected(findWebhooks(readObject(answer)));
  }

  async list(webhookId: string, after?: string): Promise<EventLogPage> {
    const options = {
      webhookId: pathId(webhookId),
      limit: PAGE_LIMIT,
      ...(after === undefined ? {} : { after: pathId(after) }),
    };
    const answer = await this.api.call((signal) => this.api.client.webhooks.events.list(options, { signal }));
    return expected(findEventPage(answer));
  }

  async payload(webhookId: string, eventId: string): Promise<string> {
    const options = { webhookId: pathId(webhookId), eventId: pathId(eventId) };
    const answer = await this.api.call((signal) => this.api.client.webhooks.events.get(options, { signal }));
    return expected(findPayload(readObject(answer), eventId));
  }
}

/** Null if it is not a list. */
function findWebhooks({ data }: JsonObject): RegisteredWebhook[] | null {
  if (!Array.isArray(data)) return null;
  return readList(data)
    .map(readObject)
    .map(({ id, endpoint, status, events }) => ({
      id: readId(id),
      endpoint: readLine(endpoint) ?? '',
      isEnabled: status === 'enabled',
      events: Array.isArray(events) ? events.map(String) : null,
    }));
}

/** Null if it is not a list, cannot be followed to its end, or has an event without a usable id. */
function findEventPage(answer: unknown): EventLogPage | null {
  const page = findListPage(answer);
  const events = page?.entries.map(findEvent) ?? [];
  return page === null || events.includes(null)
    ? null
    : { events: events.filter((event) => event !== null), after: page.after };
}

function findEvent(entry: JsonObject): LoggedEvent | null {
  const id = readId(entry.id);
  const type = readLine(entry.type);
  if (id === null) return null;
  return {
    id,
    type: type ?? 'unknown',
    kind: kindOfResendType(type),
    createdAt: parseTimestamp(entry.created_at),
  };
}

/** An event that has lost its payload still has its type and time. Null if this is another event, or none. */
function findPayload({ id, type, created_at, payload }: JsonObject, eventId: string): string | null {
  if (id !== eventId) return null;
  return JSON.stringify(payload ?? { type, created_at });
}
