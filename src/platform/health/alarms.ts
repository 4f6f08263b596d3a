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
/** How long anybody is kept waiting for a round of looks. */
const ANSWER_WITHIN_MS = 2_000;
/** For each look, so that a slow one keeps none of the others from being done. */
export const LOOK_TIMEOUT_MS = 1_000;

interface Watch {
  look: () => Promise<Alarm[]>;
  /** What it said last. */
  said: Alarm[];
}

/** Gathers what the rooms watch. Alarms never make a process unready: restarting it would help nobody. */
export class Alarms {
  private readonly watches: Watch[] = [];
  private round: Promise<void> | null = null;
  private lookedAt = -Infinity;

  /**
   * @param look resolves with what is wrong now; nothing when all is well. What it asks of the database must end by itself within
   *   `LOOK_TIMEOUT_MS`: nobody waits for it any longer, and it is asked again soon
   */
  watch(look: () => Promise<Alarm[]>): void {
    this.watches.push({ look, said: [unknown('nobody has looked yet')] });
  }

  /** As far as the looks have come: one that is not over says what it said last. */
  async raised(): Promise<Alarm[]> {
    if (performance.now() - this.lookedAt > KEPT_MS) this.round ??= this.lookAtAll();
    if (this.round !== null) await inTime(this.round, ANSWER_WITHIN_MS).catch(() => undefined);
    return this.watches.flatMap(({ said }) => said);
  }

  /** One after another: all at once, each would open a connection of its own, and a busy machine takes long to open ten. */
  private async lookAtAll(): Promise<void> {
    for (const watch of this.watches) watch.said = await answerOf(watch);
    this.lookedAt = performance.now();
    this.round = null;
  }
}

async function answerOf({ look }: Watch): Promise<Alarm[]> {
  try {
    return await inTime(look(), LOOK_TIMEOUT_MS);
  } catch (error) {
    return [unknown((error as Error).message)];
  }
}

const unknown = (why: string): Alarm => ({
  code: 'alarm_unknown',
  detail: `An alarm could not be looked up: ${why}.`,
});
