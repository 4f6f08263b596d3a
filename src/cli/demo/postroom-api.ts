import { requestJson } from './request-json.js';

const LOOK_EVERY_MS = 50;
/** A mail takes some ten milliseconds; a lost job is found again within seconds. */
const END_TIMEOUT_MS = 60_000;
/** All events of one demo fit on one page. */
const EVENTS_URL = '/v1/events?limit=100';

export interface EventView {
  id: string;
  delivery_id: string;
  status: string;
  last_error: { code: string } | null;
  outcome: {
    kind: string;
    ticket_id: string | null;
    message_id: string | null;
    suppressions: string[];
    reason?: string;
  } | null;
}

export interface AttachmentView {
  id: string;
  filename: string;
  size: number;
  inline: boolean;
}

export interface MessageView {
  id: string;
  ticket_id: string | null;
  subject: string;
  message_id: string;
  html: string | null;
  classification: { kind: string };
  attachments: AttachmentView[];
  defects: string[];
}

/** The admin API, as far as the demo needs it. What it shows can be seen by anybody with a key. */
export class PostroomApi {
  constructor(
    readonly url: string,
    readonly key: string,
  ) {}

  /** Every event recorded for one delivery id (there must be one), once all of them have ended. */
  async endedEvents(deliveryId: string): Promise<EventView[]> {
    const deadline = Date.now() + END_TIMEOUT_MS;
    for (;;) {
      const { data } = await this.get<{ data: EventView[] }>(EVENTS_URL);
      const events = data.filter((event) => event.delivery_id === deliveryId);
      const isOver = events.length > 0 && events.every(({ status }) => !isUnderWay(status));
      if (isOver || Date.now() > deadline) return events;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  message(id: string): Promise<MessageView> {
    return this.get(`/v1/messages/${id}`);
  }

  ticket(id: string): Promise<{ number: number; status: string }> {
    return this.get(`/v1/tickets/${id}`);
  }

  async messageCount(ticketId: string): Promise<number> {
    return (await this.get<{ data: unknown[] }>(`/v1/tickets/${ticketId}/messages?limit=100`)).data.length;
  }

  /** Why the address must not be mailed; null if it may be. */
  async suppressionReason(address: string): Promise<string | null> {
    const { data } = await requestJson<{ data: { reason: string | null }[] }>(
      'POST',
      `${this.url}/v1/suppressions/check`,
      JSON.stringify({ addresses: [address] }),
      this.credentials,
    );
    return data[0]!.reason;
  }

  /** The mail, byte for byte as it was received. */
  async raw(messageId: string): Promise<Buffer> {
    const answer = await fetch(`${this.url}/v1/messages/${messageId}/raw`, { headers: this.credentials });
    if (!answer.ok) throw new Error(`The raw mail was answered with ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  private get<T>(path: string): Promise<T> {
    return requestJson('GET', this.url + path, undefined, this.credentials);
  }

  private get credentials(): Record<string, string> {
    return { authorization: `Bearer ${this.key}` };
  }
}

function isUnderWay(status: string): boolean {
  return status === 'received' || status === 'processing';
}
