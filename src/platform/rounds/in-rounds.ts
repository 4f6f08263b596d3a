import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { type Round, Rounds, type Settings } from './rounds.js';

/** What works in rounds while the application is up; the last one ends before anything that it needs is taken down. */
export abstract class InRounds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly rounds: Rounds;

  constructor(settings: Omit<Settings, 'round'>) {
    this.rounds = new Rounds({ ...settings, round: (stop) => this.round(stop) });
  }

  protected abstract round(stop: AbortSignal): ReturnType<Round>;

  onApplicationBootstrap(): void | Promise<void> {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }
}
