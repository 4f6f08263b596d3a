import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { InRounds } from '../platform/rounds/in-rounds.js';
import { Rollups } from './rollups.js';

/** Adds up what is new, in rounds. */
@Injectable()
export class RollupSchedule extends InRounds {
  constructor(
    private readonly rollups: Rollups,
    { statsRollupSeconds }: Config,
    log: Log,
  ) {
    super({ name: 'statistics', pauseMs: statsRollupSeconds * 1000, log });
  }

  protected round(stop: AbortSignal) {
    return this.rollups.run(stop);
  }
}
