/**
 * What waits for its turn, in one line per source. A source that floods only makes its own line longer: it takes
 * neither room nor turns from the others.
 */
export class WaitingLines<T> {
  /** Contains no empty line. The lines served last come last. */
  private readonly lines = new Map<string, T[]>();
  private waiting = 0;

  /** @param room how many may wait per source */
  constructor(private readonly room: number) {}

  /** How many wait, in all lines. */
  get length(): number {
    return this.waiting;
  }

  /** False if its line was full; then nothing was added. */
  add(source: string, one: T): boolean {
    const line = this.lines.get(source);
    if ((line?.length ?? 0) >= this.room) return false;
    if (line === undefined) this.lines.set(source, [one]);
    else line.push(one);
    this.waiting += 1;
    return true;
  }

  /** Takes up to `most`, shared equally among the sources as far as each has enough; of each, the oldest. */
  take(most: number): T[] {
    const taken: T[] = [];
    while (taken.length < most && this.waiting > 0) {
      const share = Math.ceil((most - taken.length) / this.lines.size);
      for (const source of [...this.lines.keys()]) {
        taken.push(...this.serve(source, Math.min(share, most - taken.length)));
      }
    }
    return taken;
  }

  private serve(source: string, most: number): T[] {
    if (most === 0) return [];
    const line = this.lines.get(source)!;
    const served = line.splice(0, most);
    this.waiting -= served.length;
    this.lines.delete(source);
    if (line.length > 0) this.lines.set(source, line);
    return served;
  }
}
