import { type JsonObject, readLine, readList, readObject } from '../json.js';
import { expected, ResendApiCaller, type ResendApiSettings } from './api-caller.js';

/** Webhooks that an account may have on one page; nobody has more. */
const PAGE_LIMIT = 100;

/** A webhook as it is registered at the provider. */
export interface RegisteredWebhook {
  endpoint: string;
  isEnabled: boolean;
  /** Null: every event. */
  events: string[] | null;
}

/** The webhooks of an account (https://resend.com/docs/api-reference/webhooks/list-webhooks). */
export class ResendWebhooksApi {
  private readonly api: ResendApiCaller;

  constructor(settings: ResendApiSettings) {
    this.api = new ResendApiCaller(settings);
  }

  async list(): Promise<RegisteredWebhook[]> {
    const answer = await this.api.call((signal) =>
      this.api.client.webhooks.list({ limit: PAGE_LIMIT }, { signal }),
    );
    return expected(findWebhooks(readObject(answer)));
  }
}

/** Null when it is no list. */
function findWebhooks({ data }: JsonObject): RegisteredWebhook[] | null {
  if (!Array.isArray(data)) return null;
  return readList(data)
    .map(readObject)
    .map(({ endpoint, status, events }) => ({
      endpoint: readLine(endpoint) ?? '',
      isEnabled: status === 'enabled',
      events: Array.isArray(events) ? events.map(String) : null,
    }));
}
