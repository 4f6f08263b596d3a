import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { QUEUES } from './queues.js';

/** Key of @nestjs/bullmq under which `@Processor` keeps its options; the package does not export it. */
const PROCESSOR = 'bullmq:processor_metadata';

/**
 * Stops the start of a worker unless each queue has exactly one processor. Without one its events would wait for ever;
 * of two, either might take them. A processor of a queue that nobody fills is an error too.
 */
@Injectable()
export class WiredQueues implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const processed = this.discovery.getProviders().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const options = Reflect.getMetadata(PROCESSOR, metatype) as { name?: string } | undefined;
      return options?.name === undefined ? [] : [options.name];
    });
    const expected = [...QUEUES].sort();
    if (JSON.stringify(processed.sort()) === JSON.stringify(expected)) return;
    throw new Error(
      `Each queue needs one processor. Queues: ${expected.join(', ')}; processors: ${processed.join(', ')}`,
    );
  }
}
