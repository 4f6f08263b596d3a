/** Work that took too long. */
export class TooLate extends Error {
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
  }
}

/** A time is counted in so many steps. */
const STEPS = 20;

/**
 * What the work resolves with. It goes on when it is late, and nobody hears of it any more.
 *
 * Time in which this process itself was held up counts for one step, however long it was: an answer that came meanwhile has
 * not been read yet.
 *
 * @throws TooLate
 */
export async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    let stepsLeft = STEPS;
    timer = setInterval(() => {
      stepsLeft -= 1;
      if (stepsLeft === 0) reject(new TooLate(Math.round(timeoutMs)));
    }, timeoutMs / STEPS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearInterval(timer);
  }
}

/**
 * Time that pieces of work share which are done one after another. All at once, each would open a connection of its own to the
 * database, and a busy machine takes longer to open ten than anybody waits.
 */
export class SharedTime {
  private readonly until: number;

  constructor(private readonly timeoutMs: number) {
    this.until = performance.now() + timeoutMs;
  }

  /**
   * What the work resolves with; it is not begun when no time is left.
   *
   * @throws TooLate
   */
  async spend<T>(work: () => Promise<T>): Promise<T> {
    const leftMs = this.until - performance.now();
    if (leftMs <= 0) throw new TooLate(this.timeoutMs);
    return inTime(work(), leftMs);
  }
}
