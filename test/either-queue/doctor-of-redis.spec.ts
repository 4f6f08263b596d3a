import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { run } from '../support/processes.js';

/** A Redis of the test's own, whose settings may be changed (`bench/support/redis.mjs`). */
interface RedisServer {
  url: string;
  stop(): Promise<void>;
}

const onRedis = process.env.REDIS_URL ? it.each : it.skip.each;
let server: RedisServer | undefined;
let operator: Redis | undefined;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postroom-data-'));
  if (!process.env.REDIS_URL) return;
  const module = (await import(resolve(__dirname, '../../bench/support/redis.mjs'))) as {
    Redis: { start(): Promise<RedisServer> };
  };
  server = await module.Redis.start();
  operator = new (await import('ioredis')).Redis(server.url);
});
afterEach(async () => {
  operator?.disconnect();
  await server?.stop();
  await rm(folder, { recursive: true });
  server = operator = undefined;
});

onRedis([
  ['is well', [], '', /^ok {4}queue +BullMQ on Redis \d[\d.]+\.$/m],
  [
    'throws away what it has no room for',
    ['maxmemory-policy', 'allkeys-lru'],
    '',
    /^WARN {2}queue +BullMQ on Redis .*, which throws jobs away when it is full \(allkeys-lru\)\.\n +→ Set maxm/m,
  ],
  [
    'wants a password',
    ['requirepass', 'pw'],
    '',
    /^FAIL {2}queue +Redis refuses us: NOAUTH .+\.\n +→ Check user/m,
  ],
  ['has fewer databases', [], '/4711', /^FAIL {2}queue +Redis refuses us: ERR DB index is out of range\.$/m],
] as [string, string[], string, RegExp][])(
  'npm run doctor reports a Redis that %s',
  async (_what, [name, value], path, line) => {
    if (name !== undefined) await operator!.config('SET', name, value!);
    const { output } = await run('cli/doctor.js', [], { DATA_DIR: folder, REDIS_URL: server!.url + path });
    expect(output).toMatch(line);
  },
);
