import { SharedTime } from '../in-time.js';

/** Something an operator should look at although the process can do its work. */
export interface Alarm {
  /** Stable, for alerting rules. */
  code: string;
  /** What was seen and what to do, without addresses or secrets. */
  detail: string;
}

/** Health is asked for every few seconds by several parties; what an alarm says changes slowly. */
const KEPT_MS = 10_000;
/** For all of them together. */
const LOOKS_TIMEOUT_MS = 2_000;

/** Gathers what the rooms watch. Alarms never make a process unready: restarting it would help nobody. */
export class Alarms {
  private readonly looks: (() => Promise<Alarm[]>)[] = [];
  private lookedAt = -Infinity;
  private kept: Promise<Alarm[]> = Promise.resolve([]);

  /** @param look resolves with what is wrong now; nothing when all is well */
  watch(look: () => Promise<Alarm[]>): void {
    this.looks.push(look);
  }

  raised(): Promise<Alarm[]> {
    if (performance.now() - this.lookedAt > KEPT_MS) {
      this.lookedAt = performance.now();
      this.kept = this.lookAtAll();
    }
    return this.kept;
  }

  private async lookAtAll(): Promise<Alarm[]> {
    const time = new SharedTime(LOOKS_TIMEOUT_MS);
    const alarms: Alarm[] = [];
    for (const look of this.looks) alarms.push(...(await time.spend(look).catch(unknown)));
    return alarms;
  }
}

const unknown = (error: Error): Alarm[] => [
  { code: 'alarm_unknown', detail: `An alarm could not be looked up: ${error.message}.` },
];
