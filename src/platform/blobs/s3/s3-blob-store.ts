import { randomUUID } from 'node:crypto';
import { mkdir, open as openFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import {
  assertDigest,
  BlobMissing,
  type BlobStore,
  type ByteRange,
  clampRange,
  type Sha256,
} from '../blob-store.js';
import { BLOB_IDLE_MS } from '../doom-blobs.js';
import { StorageUnavailable } from '../storage-errors.js';
import { sweepFiles } from '../sweep-files.js';
import { sha256Of } from '../../sha256.js';
import { writeDurably } from '../write-durably.js';
import type { Reprieve } from './reprieve.js';
import { type S3Location } from './s3-location.js';

const CONNECT_TIMEOUT_MS = 3_000;
/** A transfer idle for this long will not continue. */
const IDLE_TIMEOUT_MS = 10_000;
/** All attempts together. */
const COMMAND_TIMEOUT_MS = 60_000;
const MAX_ATTEMPTS = 3;

/** Uploads up to this size are held in memory while they are sent, so that an interrupted one can be repeated. */
const MAX_IN_MEMORY_BYTES = 8 * 1024 * 1024;

/**
 * An upload that takes longer than this was delayed, for example by a machine that slept: the same bytes may have been
 * doomed again since, and be under removal. A fraction of `doomedForMs`.
 */
const UPLOAD_MS = 30 * 60 * 1000;

/** Written by `check`; no blob has this name. */
const PROBE = 'writable';

interface Upload {
  sha256: Sha256;
  size: number;
  body: Buffer | Readable;
}

/**
 * Blobs as objects `<prefix><sha256>`. With every upload the store verifies that it got the bytes of that digest: the
 * digest is part of the signature (`x-amz-content-sha256`). An object is there completely or not at all. Putting
 * existing bytes again changes their date and nothing else.
 *
 * S3 cannot delete an object on condition that it was not put again: a condition on the ETag is met by the same bytes.
 * So the database keeps puts and deletions apart (`Reprieve`), and a late deletion is not sent. One delayed after it
 * was signed is refused by the store because of the signature's age (15 minutes at Amazon and most others).
 *
 * A stream must be read to its end before its key is known, so it waits in a file meanwhile.
 */
export class S3BlobStore implements BlobStore {
  readonly doomedForMs = BLOB_IDLE_MS;

  private readonly client: S3Client;

  /**
   * Credentials come from the environment (`AWS_…`).
   *
   * @param spoolFolder local folder for streams being read
   * @param reprieve called before every put
   */
  constructor(
    private readonly location: S3Location,
    private readonly spoolFolder: string,
    private readonly reprieve: Reprieve,
  ) {
    this.client = new S3Client({
      region: location.region,
      endpoint: location.endpoint,
      forcePathStyle: location.forcePathStyle,
      maxAttempts: MAX_ATTEMPTS,
      requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: IDLE_TIMEOUT_MS },
      // the digest in the signature proves more, and not every store supports the newer checksums
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(source: Readable | Uint8Array): Promise<{ sha256: Sha256; size: number }> {
    if (source instanceof Uint8Array) return this.upload(await inMemory(source));
    await mkdir(this.spoolFolder, { recursive: true });
    const path = join(this.spoolFolder, randomUUID());
    try {
      const { sha256, size } = await writeDurably(path, source);
      if (size > MAX_IN_MEMORY_BYTES) return await this.uploadFrom(path, { sha256, size });
      return await this.upload({ sha256, size, body: await readFile(path) });
    } finally {
      await rm(path, { force: true });
    }
  }

  /**
   * If an upload fails, the client leaves the stream open, and the removed file takes up space until the process ends.
   */
  private async uploadFrom(
    path: string,
    blob: Omit<Upload, 'body'>,
  ): Promise<{ sha256: Sha256; size: number }> {
    const file = await openFile(path);
    const body = file.createReadStream({ autoClose: false });
    try {
      return await this.upload({ ...blob, body });
    } finally {
      body.destroy();
      await file.close();
    }
  }

  async open(sha256: Sha256, range?: ByteRange): Promise<{ size: number; stream: Readable }> {
    if (range === undefined) {
      const { ContentLength, Body } = await this.get(sha256);
      return { size: ContentLength ?? 0, stream: Body as Readable };
    }
    const found = await this.look(sha256);
    if (found === null) throw new BlobMissing(sha256);
    const size = found.ContentLength ?? 0;
    const { start, end } = clampRange(range, size);
    const { Body } = await this.get(sha256, `bytes=${start}-${end}`);
    return { size, stream: Body as Readable };
  }

  async read(sha256: Sha256): Promise<Buffer> {
    const { Body } = await this.get(sha256);
    return Buffer.from(await available(Body!.transformToByteArray()));
  }

  async has(sha256: Sha256): Promise<boolean> {
    return (await this.look(sha256)) !== null;
  }

  async deleteIdle(sha256: Sha256, idleMs: number, by: number): Promise<boolean> {
    const modified = (await this.look(sha256))?.LastModified?.getTime() ?? 0;
    if (Date.now() - modified < idleMs) return false;
    const command = new DeleteObjectCommand(this.object(sha256));
    command.middlewareStack.add(
      (next) => (args) => {
        if (Date.now() > by) throw new Error('it is too late to delete');
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'unlessLate' }, // when it is signed
    );
    await available(this.client.send(command, timeLimit()));
    return true;
  }

  async *list(): AsyncIterable<Sha256> {
    const { bucket: Bucket, prefix: Prefix } = this.location;
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket, Prefix });
    for await (const { Contents = [] } of pages) {
      const names = Contents.map(({ Key = '' }) => Key.slice(Prefix.length));
      yield* names.filter((name) => /^[0-9a-f]{64}$/.test(name));
    }
  }

  sweepTemporary(olderThanMs: number): Promise<number> {
    return sweepFiles(this.spoolFolder, olderThanMs);
  }

  async check(): Promise<void> {
    const { bucket: Bucket, prefix } = this.location;
    await available(
      this.client.send(new PutObjectCommand({ Bucket, Key: prefix + PROBE, Body: PROBE }), timeLimit()),
    );
  }

  private async upload({ sha256, size, body }: Upload): Promise<{ sha256: Sha256; size: number }> {
    await this.reprieve(sha256);
    const startedAt = Date.now();
    const command = new PutObjectCommand({ ...this.object(sha256), Body: body, ContentLength: size });
    command.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] = sha256;
        return next(args);
      },
      { step: 'build', name: 'signDigest' },
    );
    await available(this.client.send(command, timeLimit()));
    if (Date.now() - startedAt > UPLOAD_MS) throw new StorageUnavailable(new Error('the upload was held up'));
    return { sha256, size };
  }

  private async get(sha256: Sha256, range?: string): Promise<GetObjectCommandOutput> {
    const command = new GetObjectCommand({ ...this.object(sha256), Range: range });
    try {
      return await this.client.send(command);
    } catch (error) {
      if (isMissing(error)) throw new BlobMissing(sha256, { cause: error });
      throw new StorageUnavailable(error);
    }
  }

  private async look(sha256: Sha256): Promise<HeadObjectCommandOutput | null> {
    const command = new HeadObjectCommand(this.object(sha256));
    try {
      return await this.client.send(command, timeLimit());
    } catch (error) {
      if (isMissing(error)) return null;
      throw new StorageUnavailable(error);
    }
  }

  private object(sha256: Sha256): { Bucket: string; Key: string } {
    assertDigest(sha256);
    return { Bucket: this.location.bucket, Key: this.location.prefix + sha256 };
  }
}

async function inMemory(bytes: Uint8Array): Promise<Upload> {
  return { sha256: await sha256Of(bytes), size: bytes.byteLength, body: Buffer.from(bytes) };
}

const timeLimit = () => ({ abortSignal: AbortSignal.timeout(COMMAND_TIMEOUT_MS) });

/** A missing bucket is not a missing blob: somebody must create it. */
function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name);
}

async function available<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw new StorageUnavailable(error);
  }
}
