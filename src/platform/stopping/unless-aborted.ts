/**
 * Resolves with the work's result, unless the signal is aborted first: then it throws the signal's reason and ignores
 * the outcome of the work.
 *
 * Leaves nothing on the signal. A promise that lives as long as the process, raced for each event, would keep a record
 * of every race.
 */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(signal.reason as Error);
  });
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
