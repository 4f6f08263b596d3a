import { Injectable } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { InRounds } from '../../platform/rounds/in-rounds.js';
import { EventReplays } from './event-replays.js';

/** One step per second: as many events as a worker runs in that time, or more. */
const PAUSE_MS = 1_000;

/** Takes the remaining steps of replays that are not done after the first. */
@Injectable()
export class ReplaySteps extends InRounds {
  constructor(
    private readonly replays: EventReplays,
    log: Log,
  ) {
    super({ name: 'event replays', pauseMs: PAUSE_MS, log });
  }

  protected round() {
    return this.replays.step();
  }
}
