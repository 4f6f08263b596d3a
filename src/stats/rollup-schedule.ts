import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/queue/outage-log.js';
import { Repeating } from '../platform/schedule/repeating.js';
import { Rollups } from './rollups.js';

/** Adds up what is new, again and again. */
@Injectable()
export class RollupSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly repeating: Repeating;

  constructor(rollups: Rollups, config: Config, log: Log) {
    const outage = new OutageLog(log, 'statistics');
    this.repeating = new Repeating(
      config.statsRollupSeconds * 1000,
      async (signal) => void (await rollups.run(signal)),
      (error) => outage.note(error),
    );
  }

  onApplicationBootstrap(): void {
    this.repeating.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.repeating.stop();
  }
}
