import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getFreePort } from '../../dist/platform/database/embedded/free-port.js';
import { ended } from './postgres.mjs';

/** A Redis that keeps nothing on disk: a kill loses everything. */
export class Redis {
  static async start() {
    const redis = new Redis();
    redis.directory = await mkdtemp(join(tmpdir(), 'postroom-bench-redis-'));
    redis.port = await getFreePort();
    await redis.spawn();
    return redis;
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  async spawn() {
    const options = [
      '--port',
      String(this.port),
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      this.directory,
    ];
    this.child = spawn('redis-server', options, { stdio: 'ignore' });
    await new Promise((resolve, reject) => this.child.once('spawn', resolve).once('error', reject));
    while (!(await accepts(this.port))) await sleep(20);
  }

  async crash() {
    this.child.kill('SIGKILL');
    await ended(this.child);
  }

  async stop() {
    await this.crash();
    await rm(this.directory, { recursive: true, force: true });
  }
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (yes) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}
