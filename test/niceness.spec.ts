import { readdir, readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

/** What our programs inherit. */
const USUAL = getPriority();
/** The niceness of a reader thread, and of a process that is only a worker. */
const GIVING_WAY = Math.max(USUAL, 5);

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

/** proc_pid_stat(5): field 19 of a thread; the name, field 2, may contain blanks and parentheses. */
async function nicenessOf(stat: string): Promise<number> {
  const text = await readFile(stat, 'utf8');
  return Number(text.slice(text.lastIndexOf(') ')).split(' ')[17]);
}

const ofProcess = ({ program }: Service) => nicenessOf(`/proc/${program.child.pid}/stat`);

/** @returns one for each thread, except those that end meanwhile */
async function ofThreads({ program }: Service): Promise<number[]> {
  const tasks = `/proc/${program.child.pid}/task`;
  const looks = await Promise.allSettled(
    (await readdir(tasks)).map((id) => nicenessOf(`${tasks}/${id}/stat`)),
  );
  return looks.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []));
}

(process.platform === 'linux' ? describe : describe.skip)('when CPU is short', () => {
  it('the process that answers webhooks has priority over the threads that parse mail', async () => {
    expect(await service.handIn(plainMail())).toMatchObject({ status: 'processed' });
    expect(await ofProcess(service)).toBe(USUAL);
    expect(await ofThreads(service)).toContain(GIVING_WAY);
  });

  it('a process that is only a worker has low priority', async () => {
    const worker = await Service.start({ role: 'worker', beside: service });
    try {
      expect(await ofProcess(worker)).toBe(GIVING_WAY);
    } finally {
      await worker.stop();
    }
  });
});
