import { Program } from './program.mjs';

export const API_KEY = 're_sim_full_access';

/** The local provider, in its own process. */
export class Simulator {
  static async start({ live = false } = {}) {
    const simulator = new Simulator();
    simulator.program = new Program('simulator/main.js', {
      args: ['--port', '0', ...(live ? ['--live'] : [])],
      isReady: (line) => line.startsWith('{"url"'),
    });
    simulator.url = JSON.parse(await simulator.program.ready).url;
    return simulator;
  }

  /** Environment for a service that uses it as Resend. */
  get env() {
    return { RESEND_BASE_URL: this.url, RESEND_API_KEY: API_KEY };
  }

  async control(method, path, { body, raw } = {}) {
    const response = await fetch(`${this.url}/_sim${path}`, { method, body: raw ?? JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} /_sim${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async stop() {
    await this.program.stop();
  }
}
