import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BlobMissing, InvalidDigest, RangeNotSatisfiable } from '../src/platform/blobs/blob-store.js';
import { S3BlobStore } from '../src/platform/blobs/s3/s3-blob-store.js';
import { parseS3Url } from '../src/platform/blobs/s3/s3-location.js';
import { StorageUnavailable } from '../src/platform/blobs/storage-errors.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { S3Store } from './support/s3-store.js';
import { Service } from './support/service.js';

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const BYTES = Buffer.from('Received: from a\r\n\r\n\0\xff body', 'latin1');
const DIGEST = digestOf(BYTES);

/** Files that this process has open; known only on Linux. */
async function openFilesIn(folder: string): Promise<string[]> {
  const handles = await readdir('/proc/self/fd').catch(() => []);
  const files = await Promise.all(handles.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return files.filter((file) => file.startsWith(folder));
}

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
    store = new S3BlobStore(parseS3Url(s3.url('a/b')), uploads, () => Promise.resolve());
  });

  it.each([
    ['bytes', () => BYTES],
    ['a stream', () => Readable.from([BYTES.subarray(0, 7), BYTES.subarray(7)])],
  ])('keeps %s under their SHA-256, put once or twice', async (_what, source) => {
    await store.deleteIdle(DIGEST, -60_000, Infinity);
    expect(await store.has(DIGEST)).toBe(false);
    expect(await store.put(source())).toEqual({ sha256: DIGEST, size: BYTES.length });
    expect(await store.put(source())).toEqual({ sha256: DIGEST, size: BYTES.length });
    expect(await store.read(DIGEST)).toEqual(BYTES);
    expect(await readdir(uploads)).toEqual([]);
  });

  it('streams what is larger than the part it holds in memory', async () => {
    const large = Buffer.alloc(9 * 1024 * 1024, 'x');
    const { sha256, size } = await store.put(Readable.from([large]));
    expect({ sha256, size }).toEqual({ sha256: digestOf(large), size: large.length });
    const { stream } = await store.open(sha256);
    expect(digestOf(await buffer(stream))).toBe(sha256);
    await store.deleteIdle(sha256, -60_000, Infinity);
  });

  it.each([
    [undefined, BYTES],
    [{ start: 3, end: 5 }, BYTES.subarray(3, 6)],
    [{ start: 5, end: 1_000_000 }, BYTES.subarray(5)],
    [{ last: 2 }, BYTES.subarray(-2)],
  ])('serves the range %j', async (range, expected) => {
    await store.put(BYTES);
    const { size, stream } = await store.open(DIGEST, range);
    expect(size).toBe(BYTES.length);
    expect(await buffer(stream)).toEqual(expected);
  });

  it('reports missing blobs, bad ranges and bad digests', async () => {
    const absent = 'f'.repeat(64);
    await expect(store.read(absent)).rejects.toThrow(BlobMissing);
    await expect(store.open(absent, { start: 0 })).rejects.toThrow(BlobMissing);
    await expect(store.open(DIGEST, { start: BYTES.length })).rejects.toThrow(RangeNotSatisfiable);
    await expect(store.has('../secret')).rejects.toThrow(InvalidDigest);
  });

  it('lists every blob on all pages, and nothing else', async () => {
    await store.check();
    const texts = ['a', 'b', 'c', 'd'].map((text) => Buffer.from(text));
    for (const text of [BYTES, ...texts]) await store.put(text);
    const listed: string[] = [];
    for await (const sha256 of store.list()) listed.push(sha256);
    expect(listed.sort()).toEqual([BYTES, ...texts].map(digestOf).sort());
  });

  it('deletes what nobody has stored for a while', async () => {
    const { sha256 } = await store.put(Buffer.from('idle'));
    expect(await store.deleteIdle(sha256, 60_000, Infinity)).toBe(false);
    expect(await store.has(sha256)).toBe(true);
    expect(await store.deleteIdle(sha256, -60_000, Infinity)).toBe(true);
    expect(await store.has(sha256)).toBe(false);
    expect(await store.deleteIdle(sha256, 60_000, Infinity)).toBe(true);
  });

  it('deletes nothing if it is late, for example after a sleep', async () => {
    const { sha256 } = await store.put(Buffer.from('slept'));
    await expect(store.deleteIdle(sha256, -60_000, Date.now() - 1)).rejects.toThrow(StorageUnavailable);
    expect(await store.has(sha256)).toBe(true);
  });

  it('does not count an upload as done if the machine slept in between', async () => {
    const release = s3.hold('PUT');
    const put = store.put(Buffer.from('asleep'));
    const key = `a/b/${digestOf(Buffer.from('asleep'))}`;
    await eventually(() => Promise.resolve(s3.came.includes(`PUT ${key}`) ? true : null));
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31 * 60_000);
    release();
    await expect(put).rejects.toThrow(StorageUnavailable);
    now.mockRestore();
  });

  it('stores nothing of a source that fails, and passes its error on', async () => {
    const failing = async function* () {
      yield BYTES;
      await Promise.resolve();
      throw new Error('connection reset');
    };
    await expect(store.put(Readable.from(failing()))).rejects.toThrow('connection reset');
    expect(await readdir(uploads)).toEqual([]);
  });

  it('leaves no file open after a failed upload', async () => {
    const large = () => Readable.from([Buffer.alloc(9 * 1024 * 1024, 'x')]);
    s3.isDown = true;
    await expect(store.put(large())).rejects.toThrow(StorageUnavailable);
    s3.isDown = false;
    await expect(
      new S3BlobStore(parseS3Url(s3.url('a/b')), uploads, () => Promise.reject(new Error('locked'))).put(
        large(),
      ),
    ).rejects.toThrow('locked');
    await eventually(async () => ((await openFilesIn(uploads)).length === 0 ? true : null), 5_000);
    expect(await readdir(uploads)).toEqual([]);
  });

  it('reports a missing bucket as a storage failure, not as a missing blob', async () => {
    const url = s3.url('a').replace('s3://mail', 's3://gone');
    const other = new S3BlobStore(parseS3Url(url), uploads, () => Promise.resolve());
    await expect(other.read(DIGEST)).rejects.toThrow(StorageUnavailable);
    await expect(other.check()).rejects.toThrow(StorageUnavailable);
  });
});

describe('Postroom on an S3 store', () => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start({
      env: { STORAGE_URL: s3.url('post'), RETENTION_SECONDS: '1', ...s3.credentials },
    });
  });
  afterAll(() => service?.stop());

  it('stores raw mail there, and serves ranges of it', async () => {
    const mail = Buffer.from(plainMail());
    const { outcome } = await service.handIn(mail);
    expect(s3.objects.get(`post/${digestOf(mail)}`)).toEqual(mail);
    const path = `/v1/messages/${outcome.message_id}/raw`;
    expect((await service.call('GET', path)).bytes).toEqual(mail);
    const part = await service.call('GET', path, { headers: { range: 'bytes=2-9' } });
    expect([part.status, part.bytes]).toEqual([206, mail.subarray(2, 10)]);
  });

  it('loses no mail whose bytes are stored again while they are being removed', async () => {
    const mail = Buffer.from(plainMail({ subject: 'Twice' }));
    const sha256 = digestOf(mail);
    s3.objects.set(`post/${sha256}`, mail);
    s3.age();
    const release = s3.hold('DELETE');
    await service.sql("INSERT INTO doomed_blobs (sha256, since) VALUES ($1, now() - interval '2 hours')", [
      sha256,
    ]);
    await eventually(() => Promise.resolve(s3.came.includes(`DELETE post/${sha256}`) ? true : null));
    const event = service.handIn(mail);
    // it is stored before the deletion, or waits for it
    const young = "SELECT FROM doomed_blobs WHERE sha256 = $1 AND since > now() - interval '1 hour'";
    await eventually(async () => {
      if (s3.came.includes(`PUT post/${sha256}`)) return true;
      return (await service.sql(young, [sha256])).length === 1 ? true : null;
    });
    release();
    const { outcome } = await event;
    const raw = await service.call('GET', `/v1/messages/${outcome.message_id}/raw`);
    expect({ status: raw.status, bytes: raw.bytes }).toEqual({ status: 200, bytes: mail });
  });

  it('removes what was doomed an hour ago, but not what was stored or doomed since', async () => {
    const texts = ['long ago', 'doomed just now', 'put since'].map((text) => Buffer.from(text));
    for (const text of texts) s3.objects.set(`post/${digestOf(text)}`, text);
    s3.age();
    const [old, young, put] = texts.map(digestOf);
    await service.sql(
      `INSERT INTO doomed_blobs (sha256, since)
       VALUES ($1, now() - interval '61 minutes'), ($2, now()), ($3, now() - interval '61 minutes')`,
      [old, young, put],
    );
    await service.call('POST', '/v1/inbound', {
      raw: texts[2],
      headers: { 'content-type': 'message/rfc822' },
    });
    await eventually(() => Promise.resolve(s3.objects.has(`post/${old}`) ? null : true));
    expect(s3.objects.has(`post/${young}`) && s3.objects.has(`post/${put}`)).toBe(true);
  });

  it('is not ready while the store is down, and is ready again afterwards', async () => {
    const readinessIs = (wanted: number) =>
      eventually(async () => {
        const { status } = await service.call('GET', '/health/ready', { key: null });
        return status === wanted ? true : null;
      }, 10_000);
    s3.isDown = true;
    await readinessIs(503);
    s3.isDown = false;
    await readinessIs(200);
  });

  it('writes to the store once for all simultaneous readiness checks', async () => {
    const ask = () => service.call('GET', '/health/ready', { key: null });
    await ask();
    const puts = () => s3.came.filter((request) => request.startsWith('PUT ')).length;
    const before = puts();
    await Promise.all(Array.from({ length: 50 }, ask));
    for (let n = 0; n < 50; n += 1) await ask();
    expect(puts() - before).toBeLessThan(10);
  });

  it.each([
    ['s3://mail/post?key=x', 'STORAGE_URL: takes endpoint, region, forcePathStyle, not key'],
    ['https://mail.example', 'STORAGE_URL: must start with file: or s3://'],
  ])('does not start with %s', async (STORAGE_URL, reason) => {
    await expect(Service.start({ beside: service, env: { STORAGE_URL } })).rejects.toThrow(reason);
  });
});
