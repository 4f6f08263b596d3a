import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { Service } from './support/service.js';

const ROOT = resolve(__dirname, '..');

/** Packages that look for files of their own beside themselves (scripts/bundle.mjs), or that one of these requires. */
const BESIDE_IT = ['picomatch', 'piscina', 'swagger-ui-dist'];

it('only the bundle is loaded: a package loaded beside it would be a second copy with its own registries', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postroom-bundle-'));
  const loaded = join(folder, 'loaded');
  const hook = join(folder, 'hook.cjs');
  await writeFile(hook, noteRequired(loaded));
  const service = await Service.start({ env: { NODE_OPTIONS: `--require ${hook}` } });
  await service.handIn(
    'From: ann@customer.example\r\nTo: support@desk.example\r\nSubject: Hi\r\n\r\nHello.\r\n',
  );
  await service.stop();
  const files = (await readFile(loaded, 'utf8')).trim().split('\n');
  await rm(folder, { recursive: true });
  const packages = files.map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)![1]);
  expect([...new Set(packages)].sort()).toEqual(BESIDE_IT);
});

it('stack traces name the lines of src/', async () => {
  const declared = 'function letFinishSending(';
  const [file] = await filesWith(declared, resolve(ROOT, 'dist/bundle'));
  const map = new SourceMap(JSON.parse(await readFile(`${file!.path}.map`, 'utf8')));
  const source = 'src/platform/http/let-finish-sending.ts';
  const { line } = placeOf(declared, await readFile(resolve(ROOT, source), 'utf8'));
  const found = map.findEntry(file!.line, file!.column) as { originalSource: string; originalLine: number };
  expect(resolve(ROOT, 'dist/bundle', found.originalSource)).toBe(resolve(ROOT, source));
  expect(found.originalLine).toBe(line);
});

/** Files of the bundle that contain the text, and where, counted from 0. */
async function filesWith(text: string, folder: string) {
  const paths = (await readdir(folder))
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name));
  const files = await Promise.all(
    paths.map(async (path) => ({ path, ...placeOf(text, await readFile(path, 'utf8')) })),
  );
  return files.filter(({ line }) => line >= 0);
}

function placeOf(text: string, content: string): { line: number; column: number } {
  const lines = content.split('\n');
  const line = lines.findIndex((each) => each.includes(text));
  return { line, column: line < 0 ? -1 : lines[line]!.indexOf(text) };
}

/** A module that records which files are required from node_modules. */
const noteRequired = (file: string) => `
  const Module = require('node:module');
  const { appendFileSync } = require('node:fs');
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (...asked) {
    const found = resolve.apply(this, asked);
    if (found.includes('node_modules')) appendFileSync(${JSON.stringify(file)}, found + '\\n');
    return found;
  };`;
