import { Injectable } from '@nestjs/common';
import { type Dispatch, InboxCourier } from './inbox-courier.js';

/** More events a second than this no set of workers files: telling the queue of them only slows the inbox down. */
const MAX_PER_SECOND = 200;
/** What may be told at once after a quiet time. */
const BURST = 200;

/**
 * Tells the queue of events that were just stored, off the path of the answer: one bulk at a time, and no more than
 * the queue can use. What is left out in a flood is found by the relay seconds later, when the workers get to it.
 */
@Injectable()
export class InboxHints {
  private gathered: Dispatch[] = [];
  private isSending = false;
  private allowance = BURST;
  private refilledAt = performance.now();

  constructor(private readonly courier: InboxCourier) {}

  give(dispatches: Dispatch[]): void {
    const allowed = dispatches.slice(0, Math.floor(this.refill()));
    this.allowance -= allowed.length;
    this.gathered.push(...allowed);
    if (!this.isSending) void this.send();
  }

  private async send(): Promise<void> {
    this.isSending = true;
    while (this.gathered.length > 0) await this.courier.send(this.gathered.splice(0));
    this.isSending = false;
  }

  private refill(): number {
    const now = performance.now();
    this.allowance = Math.min(BURST, this.allowance + ((now - this.refilledAt) / 1000) * MAX_PER_SECOND);
    this.refilledAt = now;
    return this.allowance;
  }
}
