import { Program } from './processes.js';
import { type Service, WEBHOOK_SECRET } from './service.js';

export const SIMULATOR_KEY = 're_sim_full_access';

/** A running simulator of Resend. */
export class Simulator {
  private constructor(
    readonly url: string,
    private readonly program: Program,
  ) {}

  static async start(): Promise<Simulator> {
    let url = '';
    const program = await Program.start('simulator/main.js', {
      args: ['--port', '0'],
      env: {},
      isReady: (line) => {
        if (!line.startsWith('{"url"')) return false;
        url = (JSON.parse(line) as { url: string }).url;
        return true;
      },
    });
    return new Simulator(url, program);
  }

  /** Environment of a service that uses this simulator as Resend. */
  get env(): Record<string, string> {
    return { RESEND_BASE_URL: this.url, RESEND_API_KEY: SIMULATOR_KEY };
  }

  /** Makes the simulator announce its events to a service. */
  async announceTo(service: Pick<Service, 'url'>): Promise<void> {
    await this.control('POST', '/webhooks', {
      body: { endpoint: `${service.url}/webhooks/resend`, secret: WEBHOOK_SECRET },
    });
  }

  /** Delivers a mail; resolves when its webhooks have been answered. */
  async deliver(raw: Buffer | string, query: Record<string, string> = {}): Promise<{ email_id: string }> {
    const search = new URLSearchParams(query).toString();
    const delivered = (await this.control('POST', `/inbound?${search}`, { raw })) as { email_id: string };
    await this.idle();
    return delivered;
  }

  /** Emits an event; resolves when its webhooks have been answered. */
  async emit(event: Record<string, unknown>): Promise<{ event_ids: string[] }> {
    const emitted = (await this.control('POST', '/events', { body: event })) as { event_ids: string[] };
    await this.idle();
    return emitted;
  }

  async fault(...faults: Record<string, unknown>[]): Promise<void> {
    await this.control('POST', '/faults', { body: faults });
  }

  async stats(): Promise<{ calls: Record<string, number>; attempts_by_status: Record<string, number> }> {
    return (await this.control('GET', '/stats')) as Awaited<ReturnType<Simulator['stats']>>;
  }

  async idle(): Promise<void> {
    await this.control('GET', '/idle');
  }

  async control(
    method: string,
    path: string,
    request: { body?: unknown; raw?: Buffer | string } = {},
  ): Promise<unknown> {
    const body =
      request.raw === undefined ? JSON.stringify(request.body) : new Uint8Array(Buffer.from(request.raw));
    const response = await fetch(`${this.url}/_sim${path}`, { method, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_sim${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as unknown;
  }

  /** Calls the provider's own API. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  async ask(method: string, path: string, body?: object): Promise<any> {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${SIMULATOR_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
    return response.json();
  }

  /** Id of the first webhook that was registered. */
  async webhookId(): Promise<string> {
    const { data } = (await this.ask('GET', '/webhooks')) as { data: { id: string }[] };
    return data.at(-1)!.id;
  }

  async stop(): Promise<void> {
    await this.program.stop();
  }
}
