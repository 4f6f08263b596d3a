import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { Rounds } from '../platform/rounds/rounds.js';
import { Rollups } from './rollups.js';

/** Adds up what is new, again and again. */
@Injectable()
export class RollupSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(rollups: Rollups, config: Config, log: Log) {
    const round = (stop: AbortSignal) => rollups.run(stop);
    this.rounds = new Rounds({ name: 'statistics', pauseMs: config.statsRollupSeconds * 1000, round, log });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
