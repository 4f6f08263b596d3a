import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { BlobMissing, InvalidDigest, RangeNotSatisfiable } from './blob-store.js';
import { FileBlobStore } from './file-blob-store.js';

const BYTES = Buffer.from('Received: from a\r\n\r\n\0\xff body', 'latin1');
const DIGEST = createHash('sha256').update(BYTES).digest('hex');
const ABSENT = 'f'.repeat(64);

let root: string;
let store: FileBlobStore;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'blobs-'));
  store = new FileBlobStore(root);
});
afterEach(() => rm(root, { recursive: true }));

const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256);
const makeOld = (path: string) => utimes(path, new Date(), new Date(Date.now() - 3_600_000));
const temporaries = () => readdir(join(root, 'tmp'));
async function listed(): Promise<string[]> {
  const digests: string[] = [];
  for await (const sha256 of store.list()) digests.push(sha256);
  return digests.sort();
}

async function* failing(): AsyncIterable<Buffer> {
  yield BYTES;
  await Promise.resolve();
  throw new Error('connection reset');
}

describe('FileBlobStore', () => {
  it.each([
    ['bytes', () => BYTES],
    ['a stream', () => Readable.from([BYTES.subarray(0, 7), BYTES.subarray(7)])],
  ])('stores %s under their SHA-256', async (_what, source) => {
    expect(await store.put(source())).toEqual({ sha256: DIGEST, size: BYTES.length });
    expect(await store.read(DIGEST)).toEqual(BYTES);
    expect(await readdir(join(root, DIGEST.slice(0, 2)))).toEqual([DIGEST]);
    expect(await temporaries()).toEqual([]);
  });

  it('stores an empty blob', async () => {
    const { sha256, size } = await store.put(new Uint8Array());
    expect(size).toBe(0);
    expect(await store.read(sha256)).toEqual(Buffer.alloc(0));
  });

  it('stores large streams completely', async () => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const { sha256, size } = await store.put(Readable.from(Array.from({ length: 80 }, () => chunk)));
    expect(size).toBe(80 * chunk.length);
    const kept = await store.read(sha256);
    expect(createHash('sha256').update(kept).digest('hex')).toBe(sha256);
  });

  it('stores the same bytes once, however many puts run at a time', async () => {
    const puts = await Promise.all(Array.from({ length: 10 }, () => store.put(Readable.from([BYTES]))));
    expect(new Set(puts.map(({ sha256 }) => sha256))).toEqual(new Set([DIGEST]));
    expect(await listed()).toEqual([DIGEST]);
    expect(await temporaries()).toEqual([]);
    expect(await store.read(DIGEST)).toEqual(BYTES);
  });

  it('stores nothing of a source that fails, and passes its error on', async () => {
    await expect(store.put(Readable.from(failing()))).rejects.toThrow('connection reset');
    expect(await listed()).toEqual([]);
    expect(await temporaries()).toEqual([]);
  });

  it('keeps a blob if a later put of other bytes fails', async () => {
    await store.put(BYTES);
    await expect(store.put(Readable.from(failing()))).rejects.toThrow('connection reset');
    expect(await listed()).toEqual([DIGEST]);
  });

  it.each([
    [undefined, BYTES],
    [{ start: 0 }, BYTES],
    [{ start: 3, end: 5 }, BYTES.subarray(3, 6)],
    [{ start: 3, end: 3 }, BYTES.subarray(3, 4)],
    [{ start: BYTES.length - 2 }, BYTES.subarray(-2)],
    [{ start: 5, end: 1_000_000 }, BYTES.subarray(5)],
    [{ last: 2 }, BYTES.subarray(-2)],
    [{ last: 1_000_000 }, BYTES],
  ])('streams the range %j', async (range, expected) => {
    await store.put(BYTES);
    const { size, stream } = await store.open(DIGEST, range);
    expect(size).toBe(BYTES.length);
    expect(await buffer(stream)).toEqual(expected);
  });

  it.each([
    { start: BYTES.length },
    { start: -1 },
    { start: 5, end: 4 },
    { start: 0.5 },
    { start: NaN },
    { last: 0 },
  ])('refuses the range %j', async (range) => {
    await store.put(BYTES);
    await expect(store.open(DIGEST, range)).rejects.toThrow(RangeNotSatisfiable);
  });

  it('recovers if a directory is removed: one put fails, the next does not', async () => {
    await store.put(BYTES);
    await rm(join(root, DIGEST.slice(0, 2)), { recursive: true });
    await expect(store.put(BYTES)).rejects.toThrow('ENOENT');
    await store.put(BYTES);
    expect(await store.read(DIGEST)).toEqual(BYTES);
  });

  it('reports a missing blob', async () => {
    await expect(store.read(ABSENT)).rejects.toThrow(BlobMissing);
    await expect(store.open(ABSENT)).rejects.toThrow(BlobMissing);
    expect(await store.has(ABSENT)).toBe(false);
  });

  it('deletes what nobody has stored for a while', async () => {
    await store.put(BYTES);
    expect(await store.deleteIdle(DIGEST, 60_000)).toBe(false);
    expect(await store.read(DIGEST)).toEqual(BYTES);
    await makeOld(pathOf(DIGEST));
    expect(await store.deleteIdle(DIGEST, 60_000)).toBe(true);
    expect(await store.has(DIGEST)).toBe(false);
    expect(await store.deleteIdle(DIGEST, 60_000)).toBe(true);
    expect(await temporaries()).toEqual([]);
  });

  it('takes the age of bytes from the file system, because the clock of the process may be wrong', async () => {
    await store.put(BYTES);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 24 * 3600 * 1000);
    try {
      expect(await store.deleteIdle(DIGEST, 60_000)).toBe(false);
    } finally {
      now.mockRestore();
    }
    expect(await store.read(DIGEST)).toEqual(BYTES);
    expect(await temporaries()).toEqual([]);
  });

  it('never loses bytes that are stored while the old ones are deleted', async () => {
    for (let round = 0; round < 20; round += 1) {
      await store.put(BYTES);
      await makeOld(pathOf(DIGEST));
      const puts = Promise.all([store.put(BYTES), store.put(BYTES), store.put(BYTES)]);
      let isPut = false;
      const deletions = async () => {
        while (!isPut) await store.deleteIdle(DIGEST, 60_000);
      };
      await Promise.all([puts.then(() => (isPut = true)), deletions(), deletions()]);
      expect(await store.read(DIGEST)).toEqual(BYTES);
    }
    expect(await temporaries()).toEqual([]);
  });

  it.each(['', '../../etc/passwd', DIGEST.toUpperCase(), `${DIGEST}\n`, DIGEST.slice(1), `${DIGEST}/..`])(
    'refuses %j as a digest',
    async (name) => {
      await expect(store.read(name)).rejects.toThrow(InvalidDigest);
      await expect(store.open(name)).rejects.toThrow(InvalidDigest);
      await expect(store.has(name)).rejects.toThrow(InvalidDigest);
      await expect(store.deleteIdle(name, 60_000)).rejects.toThrow(InvalidDigest);
    },
  );

  it('lists every blob and nothing else', async () => {
    expect(await listed()).toEqual([]);
    const puts = await Promise.all(['a', 'b', 'c'].map((text) => store.put(Buffer.from(text))));
    await writeFile(join(root, 'README'), 'not a blob');
    expect(await listed()).toEqual(puts.map(({ sha256 }) => sha256).sort());
  });

  it('sweeps what a crashed writer left, but not what is being written', async () => {
    await store.put(BYTES);
    const [old, young] = [join(root, 'tmp', 'old'), join(root, 'tmp', 'young')];
    await writeFile(old, 'half');
    await writeFile(young, 'half');
    await utimes(old, new Date(), new Date(Date.now() - 60_000));
    expect(await store.sweepTemporary(30_000, 60_000)).toBe(1);
    expect(await temporaries()).toEqual(['young']);
    expect(await listed()).toEqual([DIGEST]);
  });

  it.each([
    ['gives back what was put right before', false],
    ['lets the deletion have its way with', true],
  ])('%s another process had moved it aside to delete it', async (_what, isIdle) => {
    const { sha256 } = await store.put(BYTES);
    const aside = join(root, 'tmp', `${sha256}.0195f6a0`);
    if (isIdle) await makeOld(pathOf(sha256));
    await rename(pathOf(sha256), aside);
    expect(await store.sweepTemporary(30_000, 60_000)).toBe(0);
    expect(await store.has(sha256)).toBe(!isIdle);
    expect(await store.deleteIdle(sha256, 60_000)).toBe(isIdle);
    expect(await temporaries()).toEqual([]);
  });

  it('ends the same way if a starting process meets one that is deleting', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { sha256 } = await store.put(BYTES);
      await makeOld(pathOf(sha256));
      let isOver = false;
      const sweeps = async () => {
        while (!isOver) await store.sweepTemporary(30_000, 60_000);
      };
      const deletion = store.deleteIdle(sha256, 60_000).finally(() => (isOver = true));
      await Promise.all([deletion, sweeps(), sweeps()]);
      expect(await store.has(sha256)).toBe(false);
    }
    expect(await temporaries()).toEqual([]);
  });

  it('checks that it is writable and leaves no trace', async () => {
    await store.check();
    expect(await temporaries()).toEqual([]);
    await writeFile(join(root, 'file'), '');
    await expect(new FileBlobStore(join(root, 'file')).check()).rejects.toThrow('ENOTDIR');
  });
});
