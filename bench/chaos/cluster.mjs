import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { getFreePort } from '../../dist/platform/database/embedded/free-port.js';
import { note } from '../support/note.mjs';
import { startService } from '../support/program.mjs';

const CLOCK_AHEAD = fileURLToPath(new URL('./clock-ahead.mjs', import.meta.url));

const RESTART_PAUSE_MS = 250;
const LOOK_EVERY_MS = 100;

/** Two API and two worker processes, restarted whenever they end, as a supervisor would do. */
export class Cluster {
  static async start({ databaseUrl, redisUrl, simulator }) {
    const cluster = new Cluster();
    cluster.dataDir = await mkdtemp(join(tmpdir(), 'postroom-chaos-'));
    cluster.secret = `whsec_${randomBytes(24).toString('base64')}`;
    cluster.adminKey = randomBytes(24).toString('hex');
    const shared = {
      DATA_DIR: cluster.dataDir,
      DATABASE_URL: databaseUrl,
      ...(redisUrl !== null && { REDIS_URL: redisUrl }),
      ADMIN_API_KEY: cluster.adminKey,
      RESEND_WEBHOOK_SECRET: cluster.secret,
      RESEND_REQUESTS_PER_SECOND: '1000',
      RETENTION_SECONDS: '5',
      BLOB_SWEEP_SECONDS: '1',
      ...simulator.env,
    };
    cluster.peaksMb = { api: 0, worker: 0 };
    cluster.lives = [];
    cluster.slots = [];
    for (const [role, nodeOptions] of [
      ['api', []],
      ['api', []],
      ['worker', []],
      ['worker', ['--import', CLOCK_AHEAD]],
    ]) {
      const env = { ...shared, ROLE: role, PORT: String(await getFreePort()) };
      cluster.slots.push({ role, env, nodeOptions, program: null, unplanned: 0 });
    }
    cluster.slots.forEach((slot) => cluster.run(slot));
    await cluster.ready();
    return cluster;
  }

  get apiPorts() {
    return this.slots.filter(({ role }) => role === 'api').map(({ env }) => Number(env.PORT));
  }

  get unplannedExits() {
    return this.slots.reduce((sum, slot) => sum + slot.unplanned, 0);
  }

  /** Resolves when every process works; one that ends meanwhile is restarted. */
  async ready() {
    for (const { role, env } of this.slots) {
      // a worker whose clock is a minute fast is never ready, and one that waits for its database is still live
      const path = role === 'api' ? '/health/ready' : '/metrics';
      while (!(await isWell(`http://127.0.0.1:${env.PORT}${path}`))) await sleep(LOOK_EVERY_MS);
    }
  }

  run(slot) {
    const program = startService(slot.env, { nodeOptions: slot.nodeOptions });
    slot.program = program;
    note(`${slot.role} ${slot.env.PORT} starts`);
    const life = { role: slot.role, readyAt: Infinity, endedAt: Infinity };
    this.lives.push(life);
    program.ready.then(
      () => {
        life.readyAt = Date.now();
        note(`${slot.role} ${slot.env.PORT} is ready`);
      },
      () => {},
    );
    slot.isPlanned = false;
    program.child.once('exit', () => {
      life.endedAt = Date.now();
      if (this.isStopping) return;
      if (!slot.isPlanned) {
        slot.unplanned += 1;
        console.error(`${slot.role} ended by itself:\n${program.lines.slice(-5).join('\n')}`);
      }
      setTimeout(() => this.isStopping || this.run(slot), RESTART_PAUSE_MS);
    });
  }

  /** How long from a moment on no process of the role was ready, ms. */
  absentMs(role, at) {
    const lives = this.lives.filter((life) => life.role === role && life.endedAt > at);
    return Math.max(0, Math.min(...lives.map(({ readyAt }) => readyAt)) - at);
  }

  /** @returns its exit status, or the signal's name */
  async end(slot, signal) {
    this.watchMemory();
    note(`${slot.role} ${slot.env.PORT} gets ${signal}`);
    slot.isPlanned = true;
    return slot.program.stop(signal);
  }

  watchMemory() {
    for (const { role, program } of this.slots)
      this.peaksMb[role] = Math.max(this.peaksMb[role], program.peakMb() ?? 0);
  }

  /** Calls the first API process that answers. */
  async call(method, path, body) {
    for (;;) {
      for (const port of this.apiPorts) {
        const request = {
          method,
          headers: { authorization: `Bearer ${this.adminKey}`, 'content-type': 'application/json' },
          body: body === undefined ? undefined : JSON.stringify(body),
        };
        const response = await fetch(`http://127.0.0.1:${port}${path}`, request).catch(() => null);
        if (response?.ok) return response.json();
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Resolves when a reconcile that began after this call has ended. */
  async reconcile() {
    await this.call('POST', '/v1/ledger/reconcile', {});
    for (;;) {
      const { data } = await this.call('GET', '/v1/ledger/reconcile');
      // a request is cleared once a reconcile that began after it has ended
      if (data.every(({ requested_at: requestedAt }) => requestedAt === null)) return;
      await sleep(LOOK_EVERY_MS);
    }
  }

  async stop() {
    this.watchMemory();
    this.isStopping = true;
    const statuses = await Promise.all(this.slots.map(({ program }) => program.stop()));
    return statuses;
  }

  async remove() {
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

async function isWell(url) {
  const response = await fetch(url).catch(() => null);
  return response?.status === 200;
}
