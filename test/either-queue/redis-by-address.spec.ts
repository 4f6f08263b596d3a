import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { plainMail } from '../support/mails.js';
import { Service } from '../support/service.js';

/** `bench/support/redis.mjs` */
interface Redis {
  port: number;
  stop(): Promise<void>;
}

const hasIPv6 = Object.values(networkInterfaces())
  .flat()
  .some((face) => face?.address === '::1');
const onRedis = process.env.REDIS_URL && hasIPv6 ? it : it.skip;

onRedis('a Redis at an IPv6 address carries jobs', async () => {
  const module = (await import(resolve(__dirname, '../../bench/support/redis.mjs'))) as {
    Redis: { start(): Promise<Redis> };
  };
  const redis = await module.Redis.start();
  const service = await Service.start({ env: { REDIS_URL: `redis://[::1]:${redis.port}/3` } });
  try {
    expect(await service.handIn(plainMail())).toMatchObject({ status: 'processed' });
  } finally {
    await service.stop();
    await redis.stop();
  }
});
