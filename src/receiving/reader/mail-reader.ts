import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import { Unprocessable } from '../../inbox/inbox-errors.js';
import { Log } from '../../platform/logging/log.js';
import type { ReaderAnswer, ReaderTask } from './reader-task.js';

/** Wall clock for one mail; the slowest mail of the hostile corpus takes a tenth of it. */
const READ_TIMEOUT_MS = 10_000;

/** Heap of one thread; bytes of attachments lie outside of it. */
const MAX_HEAP_MB = 512;

/** Threads that stay, so that a mail does not wait for one to start. */
const MIN_THREADS = 1;
const IDLE_THREAD_MS = 30_000;

/**
 * Reads mail in worker threads, one mail a thread at a time, so that a mail which hangs or bursts its thread takes
 * nothing else with it.
 */
@Injectable()
export class MailReader implements OnApplicationShutdown {
  private readonly pool = new Piscina<ReaderTask, ReaderAnswer>({
    filename: fileURLToPath(new URL('./mail-reader.thread.js', import.meta.url)),
    minThreads: MIN_THREADS,
    maxThreads: Math.max(2, availableParallelism()),
    idleTimeout: IDLE_THREAD_MS,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });

  constructor(private readonly log: Log) {
    this.pool.on('error', (error) => this.log.error({ err: error }, 'reader thread failed'));
  }

  /**
   * @throws Unprocessable `reader_timeout` or `reader_killed`: the raw mail is kept, and the event can be replayed
   *   when the reader has learned to cope
   */
  async read(task: ReaderTask): Promise<ReaderAnswer> {
    const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
    try {
      const answer = await this.pool.run(task, { signal });
      if (answer.ownFailure !== null) this.log.error({ failure: answer.ownFailure }, 'own reader failed');
      return answer;
    } catch (error) {
      if (signal.aborted) {
        throw new Unprocessable('reader_timeout', `Reading took longer than ${READ_TIMEOUT_MS} ms.`, {
          cause: error,
        });
      }
      throw new Unprocessable('reader_killed', `Reading ended the thread: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.destroy();
  }
}
