import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { prepareCluster } from '../../dist/platform/database/embedded/cluster.js';
import { getFreePort } from '../../dist/platform/database/embedded/free-port.js';
import { spawnPostmaster } from '../../dist/platform/database/embedded/postmaster.js';
import { openServerHome } from '../../dist/platform/database/embedded/server-home.js';
import { becameReady, serverUrl } from '../../dist/platform/database/embedded/server-readiness.js';
import { serverSettings } from '../../dist/platform/database/embedded/server-settings.js';
import { temporaryFolder } from './temporary-folder.mjs';
import {
  getServerSoftware,
  prepareServerSoftware,
} from '../../dist/platform/database/embedded/server-software.js';

/** A durable PostgreSQL that can be crashed and comes back on the same port. */
export class Postgres {
  static async start(settings = {}) {
    const dataDir = await temporaryFolder();
    const home = openServerHome(dataDir);
    const software = prepareServerSoftware(getServerSoftware(), home);
    const server = new Postgres();
    Object.assign(server, { dataDir, home, software, settings, port: await getFreePort() });
    server.password = prepareCluster(home, software, true);
    await server.spawn();
    return server;
  }

  /** As an operator would write it, without what our launcher adds: some clients set their own `options`. */
  get url() {
    return serverUrl(this.port, this.password).split('?')[0];
  }

  /** Resolves when it accepts clients. */
  async spawn() {
    for (let tries = 0; ; tries += 1) {
      const settings = serverSettings(true, this.settings);
      this.postmaster = await spawnPostmaster(this.home, this.software, this.port, settings);
      if (await becameReady(this.postmaster, this.home, this.password, () => {})) return;
      // backends of a crashed server may use its shared memory for another moment
      if (tries === 100) throw new Error(`PostgreSQL did not start; see ${this.home.logFile}`);
      await sleep(100);
    }
  }

  /** SIGQUIT: every backend ends at once and writes nothing; the next start recovers from the WAL. */
  async crash() {
    await this.end('SIGQUIT');
  }

  async end(signal) {
    const { pid } = this.postmaster;
    if (isAlive(pid)) process.kill(pid, signal);
    while (isAlive(pid)) await sleep(20);
  }

  async stop() {
    await this.end('SIGINT');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Runs one statement on its own connection; retries while the server is away. */
  async query(sql, parameters = [], { database } = {}) {
    for (;;) {
      const url = new URL(this.url);
      if (database !== undefined) url.pathname = `/${database}`;
      const client = new pg.Client({ connectionString: url.href });
      client.on('error', () => {});
      try {
        await client.connect();
        return (await client.query(sql, parameters)).rows;
      } catch (error) {
        if (!/^(ECONN|57P|08)/.test(error.code ?? '') && !/terminated/.test(error.message)) throw error;
        await sleep(50);
      } finally {
        await client.end().catch(() => {});
      }
    }
  }

  /** Address of a new, empty database. */
  async createDatabase(name) {
    await this.query(`CREATE DATABASE ${name}`);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    return url.href;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // ESRCH
  }
}

/** Resolves when the child is gone. */
export async function ended(child) {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
