/** A piece of work; `signal` says that the process stops, so that long work may end between two of its steps. */
type Work = (signal: AbortSignal) => Promise<void>;

/** Does a piece of work again and again, with a pause after each time and never twice at once, until it is stopped. */
export class Repeating {
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();

  /** @param onError hears of every failure; the next turn comes all the same */
  constructor(
    private readonly everyMs: number,
    private readonly work: Work,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.next(0);
  }

  /** Resolves when the turn under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.working;
  }

  private next(delayMs: number): void {
    if (this.stopping.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.working = this.work(this.stopping.signal)
        .catch(this.onError)
        .finally(() => this.next(this.everyMs));
    }, delayMs);
  }
}
