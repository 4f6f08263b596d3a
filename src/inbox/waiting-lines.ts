/**
 * What waits for its turn, in a line for each source. A source that floods makes its own line long: it neither takes the
 * room of another nor its turn.
 */
export class WaitingLines<T> {
  /** Never an empty line. Those that were served last stand last. */
  private readonly lines = new Map<string, T[]>();
  private waiting = 0;

  /** @param room how many of one source may wait */
  constructor(private readonly room: number) {}

  /** How many wait, in all lines. */
  get length(): number {
    return this.waiting;
  }

  /** Whether it had room; if not, nothing was added. */
  add(source: string, one: T): boolean {
    const line = this.lines.get(source);
    if ((line?.length ?? 0) >= this.room) return false;
    if (line === undefined) this.lines.set(source, [one]);
    else line.push(one);
    this.waiting += 1;
    return true;
  }

  /** Takes up to `most`, of each source as many as of any other that has so many, of each the oldest. */
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
