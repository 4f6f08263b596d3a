import { Inject, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { UnderWay, type Work } from '../stopping/under-way.js';
import { type Round, Rounds, type Settings } from './rounds.js';

/** Works in rounds while the application is up. The last round ends before anything it needs is taken down. */
export abstract class InRounds implements OnModuleInit, OnApplicationBootstrap, Work {
  @Inject(UnderWay) protected readonly underWay: UnderWay;
  protected readonly rounds: Rounds;

  constructor(settings: Omit<Settings, 'round'>) {
    this.rounds = new Rounds({ ...settings, round: (stop) => this.round(stop) });
  }

  protected abstract round(stop: AbortSignal): ReturnType<Round>;

  onModuleInit(): void {
    this.underWay.add(this);
  }

  onApplicationBootstrap(): void | Promise<void> {
    this.rounds.start();
  }

  async stop(): Promise<void> {
    await this.rounds.stop();
  }
}
