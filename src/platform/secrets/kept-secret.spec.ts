import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readKeptSecrets } from './kept-secret.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'postroom-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

describe('secrets kept in DATA_DIR', () => {
  it('are the same for all processes that start at once, and leave nothing else behind', async () => {
    const starting = Array.from({ length: 20 }, () => readKeptSecrets(dataDir, 'secrets'));
    const [first, ...others] = await Promise.all(starting);
    expect(first).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    for (const other of others) expect(other).toEqual(first);
    expect(await readdir(dataDir)).toEqual(['secrets']);
    expect((await stat(join(dataDir, 'secrets'))).mode & 0o777).toBe(0o600);
  });

  it('are used as somebody wrote them, one per line', async () => {
    await writeFile(join(dataDir, 'secrets'), 'new\r\n\n old \n');
    expect(await readKeptSecrets(dataDir, 'secrets')).toEqual(['new', 'old']);
  });
});
