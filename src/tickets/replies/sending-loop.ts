import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { OutageLog } from '../../platform/queue/outage-log.js';
import { Sender } from './sender.js';

/** How often the outbox is looked into while it is empty: an agent does not notice half a second. */
const LOOK_EVERY_MS = 500;

/** Mails under way at once; most of the time is waiting for the provider. */
const CONCURRENCY = 4;

/** Keeps sending what is due, in worker processes. The outbox is a table, so nothing else has to be told. */
@Injectable()
export class SendingLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private isStopping = false;
  private loops: Promise<void>[] = [];
  private readonly outage: OutageLog;
  private wake: (() => void) | null = null;

  constructor(
    private readonly sender: Sender,
    log: Log,
  ) {
    this.outage = new OutageLog(log, 'sending');
  }

  onApplicationBootstrap(): void {
    this.loops = Array.from({ length: CONCURRENCY }, () => this.run());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.wake?.();
    await Promise.all(this.loops);
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      const wasDue = await this.sender.sendNext().catch((error: unknown) => {
        this.outage.note(error);
        return false;
      });
      if (!wasDue && !this.isStopping) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const before = this.wake;
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
        before?.();
      };
    });
  }
}
