import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../platform/logging/log.js';
import { Rounds } from '../platform/rounds/rounds.js';
import { Erasing } from './erasing.js';

const LOOK_EVERY_MS = 1_000;

/** Keeps erasing what was asked for, in worker processes: also what a process that died has left half done. */
@Injectable()
export class ErasingRounds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(erasing: Erasing, log: Log) {
    const round = () => erasing.eraseSome();
    this.rounds = new Rounds({ name: 'erasing', pauseMs: LOOK_EVERY_MS, round, log });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
