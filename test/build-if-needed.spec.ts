import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

const ROOT = resolve(__dirname, '..');

/** What is on a server after `npm prune --omit=dev`, as far as the script looks: the files are newer than the build. */
const DEPLOYED = [
  'src',
  'scripts',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postroom-deployed-'));
  for (const path of [...DEPLOYED, 'dist/bundle/made-of'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

it("a build of the same sources is not repeated, whatever the files' times", () => {
  expect(buildIfNeeded()).toEqual({ status: 0, said: '' });
});

it('a build that is needed but impossible says what to do', () => {
  change('src/main.ts', (text) => `${text}\n`);
  expect(buildIfNeeded()).toEqual({ status: 1, said: expect.stringContaining('npm ci') });
});

it('a Node.js that is too old is refused with the version needed', () => {
  change('package-lock.json', (text) => {
    const lock = JSON.parse(text);
    lock.packages[''].engines.node = '>=99.1.0';
    return JSON.stringify(lock);
  });
  expect(buildIfNeeded()).toEqual({
    status: 1,
    said: `This is Node.js ${process.versions.node}: Postroom needs 99.1.0 or newer.\n`,
  });
});

it.each([
  ['fastify', 1],
  ['jest', 0],
])('another version of %s', (name, status) => {
  change('package-lock.json', (text) => {
    const lock = JSON.parse(text);
    lock.packages[`node_modules/${name}`].version += '-next';
    return JSON.stringify(lock);
  });
  expect(buildIfNeeded().status).toBe(status);
});

function change(path: string, as: (text: string) => string): void {
  const file = join(folder, path);
  writeFileSync(file, as(readFileSync(file, 'utf8')));
}

function buildIfNeeded(): { status: number | null; said: string } {
  const run = spawnSync(process.execPath, ['scripts/build-if-needed.mjs'], { cwd: folder, encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
}
