import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { failpoint } from '../platform/failpoint.js';
import { InboxCourier, MAX_BACKLOG } from './inbox-courier.js';
import type { Dispatch } from './inbox-job.js';

/** An event that comes alone is told at once; those that follow it closely share a bulk. */
const BETWEEN_BULKS_MS = 20;
/**
 * Jobs that wait from which on nothing more is told. The relay goes on to twice as many, so that in a long flood it finds
 * room for older events, which the queue was not told of or has forgotten, before the newest take it.
 */
const ENOUGH = MAX_BACKLOG / 2;
/** How often a flood counts what waits: that costs as much as telling of a hundred events. */
const COUNT_EVERY_MS = 500;

/**
 * Tells the queue of events that were just stored, off the path of the answer: one bulk at a time, so that a flood
 * becomes few large bulks instead of many small ones. A flood is not told of while the workers have enough ahead of
 * them: what is lost or left out here is found by the relay.
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
      return false; // a queue that cannot be asked may still take what it is told, and logs when it cannot
    }
  }
}
