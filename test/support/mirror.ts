import { eventually } from './eventually.js';
import type { Service } from './service.js';
import type { Simulator } from './simulator.js';

/** Our list, the provider's list, and what keeps them in step. */
export class MirroredLists {
  constructor(
    private readonly service: Service,
    private readonly simulator: Simulator,
  ) {}

  /** Changes the provider's list as a person in its dashboard would. */
  async there(method: string, path: string, body?: object): Promise<void> {
    await this.simulator.ask(method, `/suppressions${path}`, body);
    await this.simulator.idle();
    await this.service.settled();
  }

  /** The same without an event. */
  async silently(method: string, path: string, body?: object): Promise<void> {
    await this.simulator.fault({ kind: 'drop', type: 'suppression.', count: null });
    await this.there(method, path, body);
    await this.simulator.control('DELETE', '/faults', { body: {} });
  }

  async listThere(): Promise<string[]> {
    const { data } = (await this.simulator.ask('GET', '/suppressions?limit=100')) as {
      data: { email: string }[];
    };
    return data.map(({ email }) => email).sort();
  }

  async listHere(): Promise<string[]> {
    const { data } = (await this.service.get('/v1/suppressions?limit=100')) as {
      data: { address: string }[];
    };
    return data.map(({ address }) => address).sort();
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  async drift(): Promise<any> {
    return (await this.service.get('/v1/suppressions/drift')).providers[0];
  }

  /** Runs one comparison to its end, including everything that its calls cause. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  async compare(query = ''): Promise<any> {
    const { body } = await this.service.call('POST', `/v1/suppressions/mirror/runs${query}`);
    const run = await eventually(async () => {
      const { last_run } = await this.drift();
      return last_run.id === body.id && last_run.finished_at !== null ? last_run : null;
    });
    await this.simulator.idle();
    await this.service.settled();
    return run;
  }

  /** Calls of the provider's API so far whose name begins with the given text. */
  async calls(name: string): Promise<number> {
    const { calls } = await this.simulator.stats();
    return Object.entries(calls).reduce((sum, [call, n]) => (call.startsWith(name) ? sum + n : sum), 0);
  }
}
