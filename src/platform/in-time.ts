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
