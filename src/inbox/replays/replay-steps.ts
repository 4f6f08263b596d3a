import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { Rounds } from '../../platform/rounds/rounds.js';
import { EventReplays } from './event-replays.js';

/** A step a second: as many events as a worker runs in that time, or more. */
const PAUSE_MS = 1_000;

/** Takes the further steps of replays that one step did not finish. */
@Injectable()
export class ReplaySteps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(replays: EventReplays, log: Log) {
    this.rounds = new Rounds({ name: 'event replays', pauseMs: PAUSE_MS, round: () => replays.step(), log });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
