import type { VirtualClock } from './clock.js';

/** Longest wait of Node.js's timers (2^31 − 1 ms); a later item is looked at again then. */
const MAX_TIMER_MS = 2_147_483_647;

interface Item {
  dueMs: number;
  run: () => Promise<void>;
}

/**
 * What is still to happen, by virtual time: webhook attempts, retries, scheduled mails.
 *
 * What is due now runs at once. What is due later runs when the clock is advanced past it or, in live mode, when its
 * time comes. Without live mode, nothing happens behind a test's back.
 */
export class Agenda {
  private readonly items = new Set<Item>();
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | null = null;
  private wakes = false;
  /** True if later items also run by real time (the `serve` command). */
  live = false;

  constructor(readonly clock: VirtualClock) {}

  /** Plans `run` for the virtual time `dueMs`; the returned function cancels it. */
  at(dueMs: number, run: () => Promise<void>): () => void {
    const item = { dueMs, run };
    this.items.add(item);
    this.wake();
    return () => void this.items.delete(item);
  }

  /** Starts everything due by now, in order of due time, without waiting for it. */
  runDue(): void {
    for (const item of this.due(this.clock.nowMs())) {
      this.items.delete(item);
      const work = item.run().finally(() => this.running.delete(work));
      this.running.add(work);
    }
    this.arm();
  }

  /** Moves the clock to `targetMs` step by step: each item runs, and ends, at its own time. */
  async advanceTo(targetMs: number): Promise<void> {
    await this.settled();
    for (let next = this.due(targetMs)[0]; next; next = this.due(targetMs)[0]) {
      this.clock.set(Math.max(next.dueMs, this.clock.nowMs()));
      this.runDue();
      await this.settled();
    }
    this.clock.set(targetMs);
  }

  /** Resolves when nothing is running and nothing is due now. */
  async settled(): Promise<void> {
    this.runDue();
    while (this.running.size > 0) {
      await Promise.all(this.running);
      this.runDue();
    }
  }

  /** How many items are running, and how many wait for a later time. */
  counts(): { running: number; waiting: number } {
    return { running: this.running.size, waiting: this.items.size };
  }

  /** Forgets everything that has not started. */
  clear(): void {
    this.items.clear();
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  /** Runs what is due once, however many items were added in this turn of the event loop. */
  private wake(): void {
    if (this.wakes) return;
    this.wakes = true;
    queueMicrotask(() => {
      this.wakes = false;
      this.runDue();
    });
  }

  private due(byMs: number): Item[] {
    return [...this.items].filter((item) => item.dueMs <= byMs).sort((a, b) => a.dueMs - b.dueMs);
  }

  private arm(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (!this.live || this.items.size === 0) return;
    let nextMs = Infinity;
    for (const item of this.items) nextMs = Math.min(nextMs, item.dueMs);
    const waitMs = Math.min(Math.max(nextMs - this.clock.nowMs(), 1), MAX_TIMER_MS);
    this.timer = setTimeout(() => this.runDue(), waitMs);
    this.timer.unref();
  }
}
