import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type OnApplicationShutdown } from '@nestjs/common';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { Unprocessable } from '../../inbox/inbox-errors.js';
import { type Log } from '../../platform/logging/log.js';
import type { ReaderAnswer, ReaderTask } from './reader-task.js';

export interface ReaderSettings {
  /** The thread's module. */
  thread: string;
  /** Wall-clock limit for one mail, from when a thread is free for it. */
  timeoutMs: number;
  /** Heap limit of one thread; attachment bytes are outside it. */
  maxHeapMb: number;
  /** Threads that are kept, so that a mail need not wait for one to start; each takes 30 MB. */
  minThreads: number;
}

/** The slowest mail of the hostile corpus takes a tenth of this time and of this memory. */
export const READER_SETTINGS: ReaderSettings = {
  thread: fileURLToPath(new URL('./mail-reader.thread.js', import.meta.url)),
  timeoutMs: 10_000,
  maxHeapMb: 512,
  minThreads: 1,
};

/** Code of a mail that was not read in time. */
const READER_TIMEOUT = 'reader_timeout';
const READER_KILLED = 'reader_killed';

const MAX_THREADS = Math.max(2, availableParallelism());
const IDLE_THREAD_MS = 30_000;

/**
 * Reads mail in worker threads, one mail per thread at a time, so that a mail that hangs or crashes its thread harms no
 * other.
 */
export class MailReader implements OnApplicationShutdown {
  private readonly pool: Piscina<ReaderTask, ReaderAnswer>;
  /** Mails wait here, not in the pool, where their time would run while others are read. */
  private readonly inTurn = pLimit(MAX_THREADS);

  constructor(
    private readonly log: Log,
    private readonly settings: ReaderSettings = READER_SETTINGS,
  ) {
    this.pool = new Piscina<ReaderTask, ReaderAnswer>({
      filename: settings.thread,
      minThreads: settings.minThreads,
      maxThreads: MAX_THREADS,
      idleTimeout: IDLE_THREAD_MS,
      resourceLimits: { maxOldGenerationSizeMb: settings.maxHeapMb },
    });
    this.pool.on('error', (error) => this.log.error({ err: error }, 'reader thread failed'));
  }

  /**
   * @param task its raw bytes are gone afterwards
   * @throws Unprocessable `reader_timeout` or `reader_killed`: the raw mail is kept, and the event can be replayed once
   *   the reader can cope with it
   */
  read(task: ReaderTask): Promise<ReaderAnswer> {
    return this.inTurn(() => this.readNow(task));
  }

  private async readNow(task: ReaderTask): Promise<ReaderAnswer> {
    const { timeoutMs } = this.settings;
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await this.pool.run(task, { signal, transferList: memoryOf(task) });
      if (answer.ownFailure !== null) this.log.error({ failure: answer.ownFailure }, 'own reader failed');
      return answer;
    } catch (error) {
      if (signal.aborted) {
        throw new Unprocessable(READER_TIMEOUT, `Reading took longer than ${timeoutMs} ms.`, {
          cause: error,
        });
      }
      throw new Unprocessable(READER_KILLED, `Reading ended the thread: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.destroy();
  }
}

/**
 * Whether the machine may have caused a failed reading: a starved thread looks like a mail that hangs, and a thread
 * that cannot start looks like a mail that kills it. Only a mail that fills its thread's memory surely does so again.
 */
export function mayBeTheMachine(error: unknown): error is Unprocessable {
  if (!(error instanceof Unprocessable)) return false;
  if (error.code === READER_TIMEOUT) return true;
  return (
    error.code === READER_KILLED && (error.cause as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY'
  );
}

/** Moves the bytes to the thread without a copy, unless they share memory with others (Node.js's buffer pool). */
function memoryOf(task: ReaderTask): ArrayBuffer[] {
  if (!('raw' in task)) return [];
  const { buffer, byteLength } = task.raw;
  return buffer.byteLength === byteLength ? [buffer as ArrayBuffer] : [];
}
