import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { Rounds } from '../platform/rounds/rounds.js';
import { Retention } from './retention.js';

/** Looks again and again for what has been kept for long enough. */
@Injectable()
export class RetentionSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(retention: Retention, config: Config, log: Log) {
    const round = (stop: AbortSignal) => retention.run(stop);
    this.rounds = new Rounds({ name: 'retention', pauseMs: config.retentionSeconds * 1000, round, log });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
