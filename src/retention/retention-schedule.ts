import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { InRounds } from '../platform/rounds/in-rounds.js';
import { Retention } from './retention.js';

/** Repeatedly removes what has been kept long enough. */
@Injectable()
export class RetentionSchedule extends InRounds {
  constructor(
    private readonly retention: Retention,
    { retentionSeconds }: Config,
    log: Log,
  ) {
    super({ name: 'retention', pauseMs: retentionSeconds * 1000, log });
  }

  protected round(stop: AbortSignal) {
    return this.retention.run(stop);
  }
}
