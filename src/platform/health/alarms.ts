import { inTime } from '../in-time.js';

/** Something an operator should look at although the process can do its work. */
export interface Alarm {
  /** Stable, for alerting rules. */
  code: string;
  /** What was seen and what to do, without addresses or secrets. */
  detail: string;
}

/** Health is asked for every few seconds by several parties; what an alarm says changes slowly. */
const KEPT_MS = 10_000;
const LOOK_TIMEOUT_MS = 2_000;

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
      this.kept = Promise.all(this.looks.map(orUnknown)).then((alarms) => alarms.flat());
    }
    return this.kept;
  }
}

async function orUnknown(look: () => Promise<Alarm[]>): Promise<Alarm[]> {
  try {
    return await inTime(look(), LOOK_TIMEOUT_MS);
  } catch (error) {
    return [
      { code: 'alarm_unknown', detail: `An alarm could not be looked up: ${(error as Error).message}.` },
    ];
  }
}
