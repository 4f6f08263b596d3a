import { afterAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir, removeDataDirs } from '../../../../test/embedded-postgres/data-dirs.js';
import { takeOwnerLock } from './owner-lock.js';
import { findProcessStart } from './process-table.js';

const folder = makeDataDir();
afterAll(removeDataDirs);
const file = join(folder, 'owner.lock');
const mine = `${process.pid} ${findProcessStart(process.pid)}\n`;

describe('takeOwnerLock', () => {
  it('names this process until it is released, and leaves nothing else behind', () => {
    const release = takeOwnerLock(file, folder);
    expect(readFileSync(file, 'utf8')).toBe(mine);
    expect(readdirSync(folder)).toEqual(['owner.lock']);
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while its owner lives, and names it', () => {
    const release = takeOwnerLock(file, folder);
    expect(() => takeOwnerLock(file, folder)).toThrow(
      `DATA_DIR ${folder} is in use by process ${process.pid}; set DATABASE_URL to run several processes.`,
    );
    release();
  });

  it.each([
    ['of a process that is gone', '4194305 12345\n'],
    ['whose pid belongs to another process by now', `${process.pid} another-start\n`],
    ['that a power cut left empty', ''],
    ['that is not one of ours', 'hello'],
  ])('takes over a lock %s', (_, stale) => {
    writeFileSync(file, stale);
    const release = takeOwnerLock(file, folder);
    expect(readFileSync(file, 'utf8')).toBe(mine);
    release();
  });

  it('does not remove a lock that belongs to another process by now', () => {
    const release = takeOwnerLock(file, folder);
    writeFileSync(file, '1 another\n');
    release();
    expect(existsSync(file)).toBe(true);
  });
});

describe('findProcessStart', () => {
  it('is the same for the same process, and null once it has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    const start = findProcessStart(child.pid!);
    expect(start).not.toBeNull();
    expect(findProcessStart(child.pid!)).toBe(start);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(findProcessStart(child.pid!)).toBeNull();
  });
});
