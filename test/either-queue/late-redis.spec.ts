import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { plainMail } from '../support/mails.js';
import { Service } from '../support/service.js';

/** A Redis that persists nothing and comes back on the same port (`bench/support/redis.mjs`). */
interface Redis {
  url: string;
  spawn(): Promise<void>;
  crash(): Promise<void>;
  stop(): Promise<void>;
}

let redis: Redis | undefined;
let service: Service | undefined;
const onRedis = process.env.REDIS_URL ? it : it.skip;
beforeEach(async () => {
  const module = (await import(resolve(__dirname, '../../bench/support/redis.mjs'))) as {
    Redis: { start(): Promise<Redis> };
  };
  if (process.env.REDIS_URL) redis = await module.Redis.start();
});
afterEach(async () => {
  await service?.stop();
  await redis?.stop();
  service = redis = undefined;
});

onRedis(
  'a service that starts without its Redis accepts mail, and processes it when Redis is there',
  async () => {
    await redis!.crash();
    service = await Service.start({ env: { REDIS_URL: redis!.url } });
    const headers = { 'content-type': 'message/rfc822' };
    const { status, body } = await service.call('POST', '/v1/inbound', { raw: plainMail(), headers });
    expect(status).toBe(202);
    await redis!.spawn();
    const event = await service.ended((body as { event_id: string }).event_id);
    expect(event.status).toBe('processed');
  },
  180_000,
);

onRedis(
  'a service whose Redis never came stops cleanly',
  async () => {
    await redis!.crash();
    service = await Service.start({ env: { REDIS_URL: redis!.url } });
    expect(await service.program.stop()).toBe(0);
  },
  180_000,
);
