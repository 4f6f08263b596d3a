/**
 * The simulator's time: the wall clock plus an offset that the control face sets. It never stands still, so that a
 * receiver's own clock agrees with it until a test moves time on purpose.
 */
export class VirtualClock {
  private offsetMs = 0;

  /** Milliseconds since 1970, UTC. */
  nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  now(): Date {
    return new Date(this.nowMs());
  }

  /** Moves time to `ms`, forwards or backwards; it continues from there. */
  set(ms: number): void {
    this.offsetMs = ms - Date.now();
  }

  reset(): void {
    this.offsetMs = 0;
  }
}
