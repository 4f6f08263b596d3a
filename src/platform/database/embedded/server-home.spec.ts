import { afterAll, describe, expect, it } from '@jest/globals';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeDataDir, removeDataDirs } from '../../../../test/embedded-postgres/data-dirs.js';
import { canEnter } from './server-account.js';
import { openServerHome } from './server-home.js';
import { boundServerLog, openServerLog, serverLogTail } from './server-log.js';
import { prepareServerSoftware, repairSoftware } from './server-software.js';

afterAll(removeDataDirs);
const isRoot = process.getuid?.() === 0;

describe('openServerHome', () => {
  it('uses and creates the folder "postgres" of DATA_DIR', () => {
    const dataDir = join(makeDataDir(), 'not', 'yet', 'there');
    expect(openServerHome(dataDir).directory).toBe(join(dataDir, 'postgres'));
  });

  (isRoot ? it : it.skip)(
    "uses another folder, with a link to it, if the server's user cannot enter DATA_DIR",
    () => {
      const dataDir = makeDataDir(0o700);
      const home = openServerHome(dataDir);
      expect(home.directory).toMatch(/^\/var\/lib\/postroom\/[0-9a-f]{16}-/);
      expect(readlinkSync(join(dataDir, 'postgres'))).toBe(home.directory);
      expect(readFileSync(join(home.directory, 'belongs-to'), 'utf8')).toBe(`${join(dataDir, 'postgres')}\n`);
      expect(canEnter(home.account, home.directory)).toBe(true);
      expect(openServerHome(dataDir).directory).toBe(home.directory);
    },
  );

  it('reports if the linked folder is gone', () => {
    const dataDir = makeDataDir();
    symlinkSync('/nowhere/at/all', join(dataDir, 'postgres'));
    expect(() => openServerHome(dataDir)).toThrow('nothing is there: move both together');
    rmSync(join(dataDir, 'postgres'));
  });
});

describe('the server’s software', () => {
  const made = () => {
    const directory = makeDataDir(0o755);
    mkdirSync(join(directory, 'native', 'bin'), { recursive: true });
    mkdirSync(join(directory, 'native', 'lib'));
    for (const name of ['initdb', 'pg_ctl', 'postgres'])
      writeFileSync(join(directory, 'native', 'bin', name), '', { mode: 0o600 });
    writeFileSync(join(directory, 'native', 'lib', 'libpq.so.5.18'), 'library');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    writeFileSync(join(directory, 'native', 'pg-symlinks.json'), JSON.stringify(links));
    return directory;
  };
  const expectRunnable = (directory: string) => {
    expect(readlinkSync(join(directory, 'native', 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(statSync(join(directory, 'native', 'bin', 'postgres')).mode & 0o777).toBe(0o755);
  };

  it('gets the links and modes that npm ci --ignore-scripts omits, as often as asked', () => {
    const directory = made();
    repairSoftware(directory);
    repairSoftware(directory);
    expectRunnable(directory);
  });

  (isRoot ? it : it.skip)("is copied to the home if the server's user cannot reach it", () => {
    const home = openServerHome(makeDataDir());
    const directory = made();
    chmodSync(directory, 0o700);
    const software = prepareServerSoftware({ directory, version: '18.1' }, home);
    expect(software.directory).toBe(join(home.directory, 'software-18.1'));
    expect(canEnter(home.account, join(software.directory, 'native', 'bin'))).toBe(true);
    expectRunnable(software.directory);
  });
});

describe('the server’s log', () => {
  it('keeps at most one older file, and continues in the same descriptor', () => {
    const home = openServerHome(makeDataDir());
    const descriptor = openServerLog(home);
    writeFileSync(descriptor, 'x'.repeat(6 * 1024 * 1024));
    boundServerLog(home);
    writeFileSync(descriptor, 'one\ntwo\n');
    expect(readFileSync(home.logFile, 'utf8')).toBe('one\ntwo\n');
    expect(statSync(`${home.logFile}.1`).size).toBe(6 * 1024 * 1024);
    expect(serverLogTail(home, 4)).toBe('two');
  });
});
