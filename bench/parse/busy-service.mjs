import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startForked } from '../support/forked.mjs';
import { makeMail } from '../support/mails.mjs';
import { startService } from '../support/program.mjs';
import { hostileMails } from './hostile-mails.mjs';
import { temporaryFolder } from '../support/temporary-folder.mjs';

const ENDED = new Set(['processed', 'ignored', 'parked', 'failed']);
const END_TIMEOUT_MS = 120_000;
const MIB = 2 ** 20;

/** A service with all roles and a fresh database, and measurements of it while it reads mail. */
export class BusyService {
  static async start() {
    const dataDir = await temporaryFolder();
    const program = startService({ DATA_DIR: dataDir, PORT: '0', METRICS: 'open' });
    const { url } = JSON.parse(await program.ready);
    const key = (await readFile(join(dataDir, 'admin-api-key'), 'utf8')).trim();
    const idle = await startForked('./idle-loop.mjs', {});
    return new BusyService({ dataDir, program, url, key, idle });
  }

  constructor(parts) {
    Object.assign(this, parts);
  }

  /** How far resident memory rises while one mail of that size is read, MB. Linux. */
  async peakMbOf(megabytes) {
    await this.finish([await this.send(makeMail(0))]);
    const idleMb = this.program.residentMb();
    this.program.forgetPeak();
    const attachmentBytes = Math.floor((megabytes * MIB * 3) / 4);
    await this.finish([await this.send(makeMail(1, { attachments: 1, attachmentBytes }))]);
    return this.program.peakMb() - idleMb;
  }

  /**
   * Longest delay of the event loop that answers HTTP, ms, while the hostile mails are received and read, and of an
   * idle process meanwhile. The service watches its own loop; each read of /metrics starts a new interval.
   */
  async lagUnderAttackMs() {
    await Promise.all([this.longestLagMs(), this.idleLagMs()]);
    await this.finish(await Promise.all(hostileMails().map((raw) => this.send(raw))));
    const [service, idle] = await Promise.all([this.longestLagMs(), this.idleLagMs()]);
    return { service, idle };
  }

  async idleLagMs() {
    const answer = once(this.idle.child, 'message');
    this.idle.child.send('longest');
    return (await answer)[0].longestMs;
  }

  async longestLagMs() {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)[1]) * 1000;
  }

  /** @returns id of the event */
  async send(raw) {
    const answer = await this.call('POST', '/v1/inbound', { body: raw, type: 'message/rfc822' });
    return answer.event_id;
  }

  async finish(events) {
    const giveUpAt = performance.now() + END_TIMEOUT_MS;
    for (const id of events) {
      while (!ENDED.has((await this.call('GET', `/v1/events/${id}`)).status)) {
        if (performance.now() > giveUpAt) throw new Error(`Event ${id} has not ended.`);
        await sleep(200);
      }
    }
  }

  async call(method, path, { body, type } = {}) {
    const headers = { authorization: `Bearer ${this.key}` };
    if (type !== undefined) headers['content-type'] = type;
    const response = await fetch(this.url + path, { method, headers, body });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async stop() {
    await Promise.all([this.program.stop(), this.idle.stop()]);
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
