import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { failpoint } from '../platform/failpoint.js';
import { InboxCourier, MAX_BACKLOG } from './inbox-courier.js';
import type { Dispatch } from './inbox-job.js';

/** An event that comes alone is sent at once; those that follow closely share a bulk. */
const BETWEEN_BULKS_MS = 20;
/**
 * With more waiting jobs than this, no more events are sent. The relay goes on up to twice as many, so that in a long
 * flood older events, which the queue never got or has forgotten, find room before the newest take it.
 */
const ENOUGH = MAX_BACKLOG / 2;
/** How often a flood counts the waiting jobs: that costs as much as sending a hundred events. */
const COUNT_EVERY_MS = 500;

/**
 * Tells the queue about events that were just stored, without delaying the answer. It sends one bulk at a time, so that
 * a flood becomes few large bulks instead of many small ones, and sends nothing while the workers have enough to do.
 * The relay finds whatever is lost or left out here.
 */
@Injectable()
export class InboxHints {
  private gathered: Dispatch[] = [];
  private isSending = false;
  /** As counted last. */
  private isEnough = false;

  constructor(private readonly courier: InboxCourier) {}

  give(dispatches: Dispatch[]): void {
    failpoint('event_recorded');
    if (this.isSending && this.gathered.length > MAX_BACKLOG) return;
    this.gathered.push(...dispatches);
    if (!this.isSending) void this.send();
  }

  private async send(): Promise<void> {
    this.isSending = true;
    // making jobs takes longer than answering
    await nextTurn();
    // a flood that comes in bursts is one flood
    if (this.isEnough) this.isEnough = await this.haveWorkersEnough();
    let countedAt = performance.now();
    while (this.gathered.length > 0) {
      const told = this.gathered.splice(0);
      if (!this.isEnough) await this.courier.send(told);
      await pause(BETWEEN_BULKS_MS);
      if (performance.now() - countedAt < COUNT_EVERY_MS) continue;
      this.isEnough = await this.haveWorkersEnough();
      countedAt = performance.now();
    }
    this.isSending = false;
  }

  private async haveWorkersEnough(): Promise<boolean> {
    try {
      return (await this.courier.backlog()) > ENOUGH;
    } catch {
      return false; // a queue that does not answer may still accept jobs, and logs when it cannot
    }
  }
}
