import { afterAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir, removeDataDirs } from '../../../../test/embedded-postgres/data-dirs.js';
import { prepareCluster, requireSameMajorVersion } from './cluster.js';
import { openServerHome } from './server-home.js';
import type { ServerSoftware } from './server-software.js';

afterAll(removeDataDirs);

/** Software whose initdb is the given script, because a test cannot have a real one on a full disk. */
function softwareWith(initdb: string): ServerSoftware {
  const directory = makeDataDir(0o755);
  mkdirSync(join(directory, 'native', 'bin'), { recursive: true });
  writeFileSync(join(directory, 'native', 'bin', 'initdb'), initdb);
  chmodSync(join(directory, 'native', 'bin', 'initdb'), 0o755);
  return { directory, version: '18.4.0' };
}

const MAKES_DATA = `#!/bin/sh
for option; do case $option in --pgdata=*) data=\${option#--pgdata=};; esac; done
mkdir "$data" && echo 18 > "$data/PG_VERSION"
`;
const DISK_FULL = `#!/bin/sh
echo 'creating configuration files ...'
echo 'initdb: error: could not write file: No space left on device' >&2
exit 1
`;
const FOREIGN_LOADER = '#!/lib/ld-of-another-libc.so.1\n';

describe('prepareCluster', () => {
  it('creates a cluster once, with a permanent password', () => {
    const home = openServerHome(makeDataDir());
    const password = prepareCluster(home, softwareWith(MAKES_DATA), false);
    expect(password).toMatch(/^[\w-]{32}$/);
    expect(readFileSync(home.passwordFile, 'utf8')).toBe(`${password}\n`);
    expect(prepareCluster(home, softwareWith(DISK_FULL), false)).toBe(password);
  });

  it('starts over after a start that was killed halfway', () => {
    const home = openServerHome(makeDataDir());
    mkdirSync(join(home.directory, 'initdb-halfway', 'data', 'base'), { recursive: true });
    writeFileSync(home.passwordFile, 'of-the-first-try\n', { mode: 0o600 });
    expect(prepareCluster(home, softwareWith(MAKES_DATA), false)).toBe('of-the-first-try');
    expect(readdirSync(home.directory).sort()).toEqual(['data', 'password']);
  });

  it('shows the last lines of a failed initdb, says that the disk is full, and leaves no cluster', () => {
    const home = openServerHome(makeDataDir());
    const make = () => prepareCluster(home, softwareWith(DISK_FULL), false);
    expect(make).toThrow(/initdb failed.*disk that holds DATA_DIR is full.*Set DATABASE_URL/);
    expect(make).toThrow('could not write file: No space left on device');
    expect(readdirSync(home.directory)).toEqual(['password']);
  });

  it('names glibc and DATABASE_URL on a system with another loader', () => {
    const home = openServerHome(makeDataDir());
    expect(() => prepareCluster(home, softwareWith(FOREIGN_LOADER), false)).toThrow(
      /needs glibc, which Alpine and other musl systems lack\. Set DATABASE_URL/,
    );
  });

  it('does not invent a password for an existing database', () => {
    const home = openServerHome(makeDataDir());
    mkdirSync(home.dataDirectory);
    expect(() => prepareCluster(home, softwareWith(MAKES_DATA), false)).toThrow(
      `${home.passwordFile} is missing`,
    );
  });
});

describe('requireSameMajorVersion', () => {
  it.each([
    ['18', '18.4.0-beta.17'],
    ['17', '17.9.0'],
  ])('data of PostgreSQL %s is served by %s', (stored, version) => {
    const home = openServerHome(makeDataDir());
    mkdirSync(home.dataDirectory);
    writeFileSync(join(home.dataDirectory, 'PG_VERSION'), `${stored}\n`);
    expect(() => requireSameMajorVersion(home, { directory: '', version })).not.toThrow();
  });

  it('refuses data of another major version and touches nothing', () => {
    const home = openServerHome(makeDataDir());
    mkdirSync(home.dataDirectory);
    writeFileSync(join(home.dataDirectory, 'PG_VERSION'), '17\n');
    expect(() => requireSameMajorVersion(home, { directory: '', version: '18.4.0' })).toThrow(
      /was written by PostgreSQL 17, and the installed server is PostgreSQL 18.*Nothing was changed/,
    );
    expect(readdirSync(home.directory)).toEqual(['data']);
    expect(readdirSync(home.dataDirectory)).toEqual(['PG_VERSION']);
  });
});
