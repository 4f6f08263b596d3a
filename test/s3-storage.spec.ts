import { createHash } from 'node:crypto';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BlobMissing, InvalidDigest, RangeNotSatisfiable } from '../src/platform/blobs/blob-store.js';
import { S3BlobStore } from '../src/platform/blobs/s3/s3-blob-store.js';
import { parseS3Url } from '../src/platform/blobs/s3/s3-location.js';
import { StorageUnavailable } from '../src/platform/blobs/storage-errors.js';
import { plainMail } from './support/mails.js';
import { S3Store } from './support/s3-store.js';
import { Service } from './support/service.js';

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const BYTES = Buffer.from('Received: from a\r\n\r\n\0\xff body', 'latin1');
const DIGEST = digestOf(BYTES);

let s3: S3Store;
beforeAll(async () => {
  s3 = await S3Store.start();
});
afterAll(() => s3?.stop());

describe('the S3 blob store', () => {
  let store: S3BlobStore;
  let uploads: string;
  beforeAll(async () => {
    Object.assign(process.env, s3.credentials);
    uploads = await mkdtemp(join(tmpdir(), 'postroom-uploads-'));
    store = new S3BlobStore(parseS3Url(s3.url('a/b')), uploads);
  });

  it.each([
    ['bytes', () => BYTES],
    ['a stream', () => Readable.from([BYTES.subarray(0, 7), BYTES.subarray(7)])],
  ])('keeps %s under their SHA-256, put once or twice', async (_what, source) => {
    await store.deleteIdle(DIGEST, -60_000);
    expect(await store.has(DIGEST)).toBe(false);
    expect(await store.put(source())).toEqual({ sha256: DIGEST, size: BYTES.length });
    expect(await store.put(source())).toEqual({ sha256: DIGEST, size: BYTES.length });
    expect(await store.read(DIGEST)).toEqual(BYTES);
    expect(await readdir(uploads)).toEqual([]);
  });

  it('streams what is larger than it holds in memory', async () => {
    const large = Buffer.alloc(9 * 1024 * 1024, 'x');
    const { sha256, size } = await store.put(Readable.from([large]));
    expect({ sha256, size }).toEqual({ sha256: digestOf(large), size: large.length });
    const { stream } = await store.open(sha256);
    expect(digestOf(await buffer(stream))).toBe(sha256);
    await store.deleteIdle(sha256, -60_000);
  });

  it.each([
    [undefined, BYTES],
    [{ start: 3, end: 5 }, BYTES.subarray(3, 6)],
    [{ start: 5, end: 1_000_000 }, BYTES.subarray(5)],
    [{ last: 2 }, BYTES.subarray(-2)],
  ])('hands out the range %j', async (range, expected) => {
    await store.put(BYTES);
    const { size, stream } = await store.open(DIGEST, range);
    expect(size).toBe(BYTES.length);
    expect(await buffer(stream)).toEqual(expected);
  });

  it('says what is wrong with a question', async () => {
    const absent = 'f'.repeat(64);
    await expect(store.read(absent)).rejects.toThrow(BlobMissing);
    await expect(store.open(absent, { start: 0 })).rejects.toThrow(BlobMissing);
    await expect(store.open(DIGEST, { start: BYTES.length })).rejects.toThrow(RangeNotSatisfiable);
    await expect(store.has('../secret')).rejects.toThrow(InvalidDigest);
  });

  it('lists every blob over all pages, and nothing else', async () => {
    await store.check();
    const texts = ['a', 'b', 'c', 'd'].map((text) => Buffer.from(text));
    for (const text of [BYTES, ...texts]) await store.put(text);
    const listed: string[] = [];
    for await (const sha256 of store.list()) listed.push(sha256);
    expect(listed.sort()).toEqual([BYTES, ...texts].map(digestOf).sort());
  });

  it('deletes what nobody has put for a while', async () => {
    const { sha256 } = await store.put(Buffer.from('idle'));
    expect(await store.deleteIdle(sha256, 60_000)).toBe(false);
    expect(await store.has(sha256)).toBe(true);
    expect(await store.deleteIdle(sha256, -60_000)).toBe(true);
    expect(await store.has(sha256)).toBe(false);
    expect(await store.deleteIdle(sha256, 60_000)).toBe(true);
  });

  it('keeps nothing of a source that fails, and hands its error on', async () => {
    const failing = async function* () {
      yield BYTES;
      await Promise.resolve();
      throw new Error('connection reset');
    };
    await expect(store.put(Readable.from(failing()))).rejects.toThrow('connection reset');
    expect(await readdir(uploads)).toEqual([]);
  });

  it('calls a bucket that is not there a fault of the storage, not a missing blob', async () => {
    const url = s3.url('a').replace('s3://mail', 's3://gone');
    const other = new S3BlobStore(parseS3Url(url), uploads);
    await expect(other.read(DIGEST)).rejects.toThrow(StorageUnavailable);
    await expect(other.check()).rejects.toThrow(StorageUnavailable);
  });
});

describe('Postroom on an S3 store', () => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start({ env: { STORAGE_URL: s3.url('post'), ...s3.credentials } });
  });
  afterAll(() => service?.stop());

  it('keeps raw mail there, and hands it out by ranges', async () => {
    const mail = Buffer.from(plainMail());
    const { outcome } = await service.handIn(mail);
    expect(s3.objects.get(`post/${digestOf(mail)}`)).toEqual(mail);
    const path = `/v1/messages/${outcome.message_id}/raw`;
    expect((await service.call('GET', path)).bytes).toEqual(mail);
    const part = await service.call('GET', path, { headers: { range: 'bytes=2-9' } });
    expect([part.status, part.bytes]).toEqual([206, mail.subarray(2, 10)]);
  });

  it('is not ready while the store is down, and is again after it', async () => {
    s3.isDown = true;
    expect((await service.call('GET', '/health/ready', { key: null })).status).toBe(503);
    s3.isDown = false;
    expect((await service.call('GET', '/health/ready', { key: null })).status).toBe(200);
  });

  it.each([
    ['s3://mail/post?key=x', 'STORAGE_URL: takes endpoint, region, forcePathStyle, not key'],
    ['https://mail.example', 'STORAGE_URL: must start with file: or s3://'],
  ])('does not start with %s', async (STORAGE_URL, reason) => {
    await expect(Service.start({ beside: service, env: { STORAGE_URL } })).rejects.toThrow(reason);
  });
});
