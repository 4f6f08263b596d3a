import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { Service } from './support/service.js';

/** They look for files of their own beside themselves (scripts/bundle.mjs), or are asked for by one that does without. */
const BESIDE_IT = ['picomatch', 'piscina', 'swagger-ui-dist'];

it('the bundle is all that is loaded: of a package beside it there would be a second copy, with registries of its own', async () => {
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
  const packages = files.map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)![1]);
  expect([...new Set(packages)].sort()).toEqual(BESIDE_IT);
});

/** A module that notes which files are required from node_modules. */
const noteRequired = (file: string) => `
  const Module = require('node:module');
  const { appendFileSync } = require('node:fs');
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (...asked) {
    const found = resolve.apply(this, asked);
    if (found.includes('node_modules')) appendFileSync(${JSON.stringify(file)}, found + '\\n');
    return found;
  };`;
