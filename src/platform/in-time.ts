/** Work took too long. */
export class TooLate extends Error {
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
  }
}

/** A timeout is counted in this many steps. */
const STEPS = 20;

/**
 * Resolves with the result of the work. Late work continues, but its result is ignored.
 *
 * Time during which this process itself was held up counts as one step, however long it was: an answer that arrived
 * meanwhile has not been read yet.
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
 * One time limit shared by pieces of work done one after another. If all ran at once, each would open its own database
 * connection, and on a busy machine opening ten takes longer than anybody waits.
 */
export class SharedTime {
  private readonly until: number;

  constructor(private readonly timeoutMs: number) {
    this.until = performance.now() + timeoutMs;
  }

  /**
   * Resolves with the result of the work, which is not begun if no time is left.
   *
   * @throws TooLate
   */
  async spend<T>(work: () => Promise<T>): Promise<T> {
    const leftMs = this.until - performance.now();
    if (leftMs <= 0) throw new TooLate(this.timeoutMs);
    return inTime(work(), leftMs);
  }
}
