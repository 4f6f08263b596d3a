import { setTimeout as sleep } from 'node:timers/promises';
import { note } from '../support/note.mjs';

/** How the provider fails, one row at a time; `count` says how often. */
const PROVIDER_FAULTS = [
  { kind: 'rate_limited', retry_after_s: 1, count: 20, path: '/emails/receiving/' },
  { kind: 'http_error', status: 500, count: 10, path: '/emails/receiving/' },
  { kind: 'http_error', status: 502, count: 10, path: '/emails/receiving/' },
  { kind: 'latency', latency_ms: 1500, count: 20, path: '/emails/receiving/' },
  { kind: 'socket_reset', when: 'before', count: 10, path: '/emails/receiving/' },
  { kind: 'socket_reset', when: 'after', count: 10, path: '/emails/receiving/' },
  { kind: 'non_json', count: 5, path: '/emails/receiving/' },
  { kind: 'not_found', count: 5, path: '/emails/receiving/' },
  { kind: 'download_expired', count: 10 },
  { kind: 'download_truncated', count: 10 },
  { kind: 'download_wrong_length', count: 10 },
  { kind: 'download_reset', count: 10 },
  { kind: 'download_error', status: 503, count: 10 },
  { kind: 'wrong_secret', count: 5 },
  { kind: 'concurrent_duplicate', times: 2, count: 10 },
];

const DATABASE_DOWN_MS = 1_000;
const REDIS_DOWN_MS = 500;
/** A stop must not take longer (contract). */
const MAX_STOP_MS = 10_000;

const pick = (list) => list[Math.floor(Math.random() * list.length)];

const READY_TIMEOUT_MS = 5_000;

const isReadySoon = (program) =>
  Promise.race([program.ready.then(() => true), sleep(READY_TIMEOUT_MS, false)]).catch(() => false);

/** Faults in the cluster. Each resolves when it is over; the counts go into the report. */
export class Faults {
  constructor({ cluster, postgres, redis, simulator }) {
    Object.assign(this, { cluster, postgres, redis, simulator });
    this.counts = { killed: 0, rolled: 0, database_crashes: 0, redis_kills: 0, provider_faults: 0 };
    this.databaseBackAt = [];
    this.slowestStopMs = 0;
    this.badStops = [];
  }

  async killOne() {
    const slot = pick(this.cluster.slots.filter(({ program }) => program.isRunning));
    if (slot === undefined) return;
    this.counts.killed += 1;
    await this.cluster.end(slot, 'SIGKILL');
  }

  async rollOne() {
    const slot = pick(this.cluster.slots.filter(({ program }) => program.isRunning));
    if (slot === undefined) return;
    if (!(await isReadySoon(slot.program))) return;
    this.counts.rolled += 1;
    const since = performance.now();
    const status = await this.cluster.end(slot, 'SIGTERM');
    const ms = Math.round(performance.now() - since);
    this.slowestStopMs = Math.max(this.slowestStopMs, ms);
    if (status !== 0 || ms > MAX_STOP_MS) {
      this.badStops.push({ role: slot.role, status, ms, log: slot.program.lines.slice(-8) });
    }
  }

  async crashDatabase() {
    this.counts.database_crashes += 1;
    note('database crashes');
    await this.postgres.crash();
    await sleep(DATABASE_DOWN_MS);
    await this.postgres.spawn();
    const [{ now }] = await this.postgres.query('SELECT clock_timestamp() AS now');
    note('database is back');
    this.databaseBackAt.push(now);
  }

  async killRedis() {
    if (this.redis === null) return;
    this.counts.redis_kills += 1;
    note('redis is killed');
    await this.redis.crash();
    await sleep(REDIS_DOWN_MS);
    await this.redis.spawn();
  }

  async failProvider() {
    this.counts.provider_faults += 1;
    const fault = pick(PROVIDER_FAULTS);
    note(`provider: ${fault.kind}`);
    await this.simulator.control('POST', '/faults', { body: [fault] });
  }

  async healProvider() {
    await this.simulator.control('DELETE', '/faults');
  }
}
