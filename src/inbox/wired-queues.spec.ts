import { describe, expect, it } from '@jest/globals';
import { Processor } from '@nestjs/bullmq';
import { Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { DELIVERIES_QUEUE, RECEIVING_QUEUE } from './queues.js';
import { WiredQueues } from './wired-queues.js';

@Processor(RECEIVING_QUEUE)
class Receives {}

@Processor(DELIVERIES_QUEUE)
class Delivers {}

@Processor(DELIVERIES_QUEUE)
class DeliversToo {}

@Processor('forgotten')
class WaitsForNothing {}

async function start(...processors: Type[]): Promise<void> {
  @Module({ imports: [DiscoveryModule], providers: [WiredQueues, ...processors] })
  class Worker {}
  const app = await NestFactory.createApplicationContext(Worker, { logger: false, abortOnError: false });
  await app.close();
}

describe('WiredQueues', () => {
  it('lets a worker start if every queue has its processor', async () => {
    await expect(start(Receives, Delivers)).resolves.toBeUndefined();
  });

  it.each<[string, Type[]]>([
    ['a queue has no processor', [Receives]],
    ['a queue has two', [Receives, Delivers, DeliversToo]],
    ['a processor has no queue', [Receives, Delivers, WaitsForNothing]],
  ])('stops the start if %s', async (_what, processors) => {
    await expect(start(...processors)).rejects.toThrow('Each queue needs one processor.');
  });
});
