import { inTime } from '../in-time.js';

/** Something an operator should look at although the process can do its work. */
export interface Alarm {
  /** Stable, for alerting rules. */
  code: string;
  /** What was seen and what to do, without addresses or secrets. */
  detail: string;
}

/** Several parties ask for health every few seconds; alarms change slowly. */
const KEPT_MS = 10_000;
/** How long anybody waits for a round of looks. */
const ANSWER_WITHIN_MS = 2_000;
/** Limit of each look, so that a slow one does not prevent the others. */
export const LOOK_TIMEOUT_MS = 1_000;

interface Watch {
  look: () => Promise<Alarm[]>;
  /** The result of its last look. */
  said: Alarm[];
}

/** Collects the alarms of all rooms. Alarms never make a process unready: a restart would not help. */
export class Alarms {
  private readonly watches: Watch[] = [];
  private round: Promise<void> | null = null;
  private lookedAt = -Infinity;

  /**
   * @param look resolves with what is wrong now; empty if all is well. Its queries must end by themselves within
   *   `LOOK_TIMEOUT_MS`: nobody waits for them longer, and they are soon repeated
   */
  watch(look: () => Promise<Alarm[]>): void {
    this.watches.push({ look, said: [unknown('nobody has looked yet')] });
  }

  /** The current alarms: a look that has not finished reports its previous result. */
  async raised(): Promise<Alarm[]> {
    if (performance.now() - this.lookedAt > KEPT_MS) this.round ??= this.lookAtAll();
    if (this.round !== null) await inTime(this.round, ANSWER_WITHIN_MS).catch(() => undefined);
    return this.watches.flatMap(({ said }) => said);
  }

  /** One after another: in parallel, each would open its own connection, and a busy machine takes long to open ten. */
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
