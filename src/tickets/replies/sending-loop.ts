import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { Rounds } from '../../platform/rounds/rounds.js';
import { OutboxSender } from './outbox-sender.js';

/** How often the outbox is looked into while it is empty: an agent does not notice half a second. */
const LOOK_EVERY_MS = 500;

/** Mails under way at once; most of the time is waiting for the provider. */
const CONCURRENCY = 4;

/** Keeps sending what is due, in worker processes. The outbox is a table, so nothing else has to be told. */
@Injectable()
export class SendingLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly lanes: Rounds[];

  constructor(sender: OutboxSender, log: Log) {
    const lane = { name: 'sending', pauseMs: LOOK_EVERY_MS, round: () => sender.sendNext(), log };
    this.lanes = Array.from({ length: CONCURRENCY }, () => new Rounds(lane));
  }

  onApplicationBootstrap(): void {
    for (const lane of this.lanes) lane.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.stop()));
  }
}
