import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileBlobStore } from './file-blob-store.js';
import { liftBlobs } from './lift-blobs.js';

let root: string;
let store: FileBlobStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'blobs-'));
  store = new FileBlobStore(root);
});
afterEach(() => rm(root, { recursive: true }));

/** Stores bytes as earlier versions did. */
async function keepDeep(text: string): Promise<string> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const directory = join(root, sha256.slice(0, 2), sha256.slice(2, 4));
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, sha256), text);
  return sha256;
}

const texts = Array.from({ length: 40 }, (_, n) => `mail ${n}`);

it('all blobs of an earlier version are found, besides those of this one', async () => {
  const young = await store.put(Buffer.from('young'));
  const deep = await Promise.all(texts.map(keepDeep));
  expect(await liftBlobs(root)).toBe(texts.length);
  const found = await Promise.all(deep.map((sha256) => store.read(sha256)));
  expect(found.map(String)).toEqual(texts);
  expect(String(await store.read(young.sha256))).toBe('young');
  expect(await readdir(join(root, deep[0]!.slice(0, 2)))).not.toContain(deep[0]!.slice(2, 4));
  expect(await liftBlobs(root)).toBe(0);
});

it('nothing is left behind if two processes do it at once', async () => {
  const deep = await Promise.all(texts.map(keepDeep));
  await Promise.all([liftBlobs(root), liftBlobs(root)]);
  const found = await Promise.all(deep.map((sha256) => store.read(sha256)));
  expect(found.map(String)).toEqual(texts);
});

it('no folder is created where there is none', async () => {
  expect(await liftBlobs(join(root, 'nowhere'))).toBe(0);
  expect(await readdir(root)).toEqual([]);
});
