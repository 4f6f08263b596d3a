import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { failpoint } from '../platform/failpoint.js';
import { type Dispatch, InboxCourier } from './inbox-courier.js';

/** An event that comes alone is told at once; those that follow it closely share a bulk. */
const BETWEEN_BULKS_MS = 20;

/**
 * Tells the queue of events that were just stored, off the path of the answer: one bulk at a time, so that a flood
 * becomes few large bulks instead of many small ones. What is lost here is found by the relay.
 */
@Injectable()
export class InboxHints {
  private gathered: Dispatch[] = [];
  private isSending = false;

  constructor(private readonly courier: InboxCourier) {}

  give(dispatches: Dispatch[]): void {
    failpoint('event_recorded');
    this.gathered.push(...dispatches);
    if (!this.isSending) void this.send();
  }

  private async send(): Promise<void> {
    this.isSending = true;
    while (this.gathered.length > 0) {
      await this.courier.send(this.gathered.splice(0));
      await pause(BETWEEN_BULKS_MS);
    }
    this.isSending = false;
  }
}
