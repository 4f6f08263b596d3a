import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { Rounds } from '../../platform/rounds/rounds.js';
import { UnderWay, type Work } from '../../platform/stopping/under-way.js';
import { OutboxSender } from './outbox-sender.js';

/** Pause between looks at an empty outbox: an agent does not notice half a second. */
const LOOK_EVERY_MS = 500;

/** Mails sent at once; most of the time is spent waiting for the provider. */
const CONCURRENCY = 4;

/** Keeps sending due mails, in worker processes. The outbox is a table, so nothing has to notify this loop. */
@Injectable()
export class SendingLoop implements OnApplicationBootstrap, Work {
  private readonly lanes: Rounds[];

  constructor(sender: OutboxSender, underWay: UnderWay, log: Log) {
    const round = () => sender.sendNext(underWay.interruption);
    const lane = { name: 'sending', pauseMs: LOOK_EVERY_MS, round, log };
    this.lanes = Array.from({ length: CONCURRENCY }, () => new Rounds(lane));
    underWay.add(this);
  }

  onApplicationBootstrap(): void {
    for (const lane of this.lanes) lane.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.stop()));
  }
}
