import { requestJson } from './request-json.js';

/** An event for the simulated provider to emit. */
export interface EventWish {
  type: string;
  to: string[];
  bounce_type?: string;
  bounce_subtype?: string;
}

/** The control face of the simulator (`src/simulator/README.md`), as far as the demo needs it. */
export class SimulatorApi {
  constructor(private readonly url: string) {}

  async announceTo(endpoint: string, secret: string): Promise<void> {
    await requestJson('POST', `${this.url}/_sim/webhooks`, JSON.stringify({ endpoint, secret }));
  }

  /**
   * Makes a mail arrive at the provider.
   *
   * @param times how many copies of its webhook are sent at once
   * @returns id of the webhook's event, the same for all copies
   */
  async deliver(mail: Buffer, times: number): Promise<string> {
    const url = `${this.url}/_sim/inbound?times=${times}`;
    const { event_ids } = await requestJson<{ event_ids: string[] }>('POST', url, mail);
    return event_ids[0]!;
  }

  /** @returns id of the webhook's event */
  async emit(event: EventWish): Promise<string> {
    const url = `${this.url}/_sim/events`;
    const { event_ids } = await requestJson<{ event_ids: string[] }>('POST', url, JSON.stringify(event));
    return event_ids[0]!;
  }

  /** Waits until every webhook is answered, and returns how many of this event's were answered 200. */
  async acceptedCopies(eventId: string): Promise<number> {
    await requestJson('GET', `${this.url}/_sim/idle`);
    const { data } = await requestJson<{ data: { attempts: { http_status_code: number | null }[] }[] }>(
      'GET',
      `${this.url}/_sim/deliveries?event_id=${eventId}`,
    );
    return data.flatMap(({ attempts }) => attempts).filter((attempt) => attempt.http_status_code === 200)
      .length;
  }
}
