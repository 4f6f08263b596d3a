import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable } from 'node:stream';
import {
  assertDigest,
  BlobMissing,
  type BlobStore,
  type ByteRange,
  clampRange,
  type Sha256,
} from './blob-store.js';
import { orNull } from './or-null.js';
import { sweepFiles } from './sweep-files.js';
import { syncDirectory } from './sync-directory.js';
import { writeDurably } from './write-durably.js';

/** Holds incomplete uploads. It is beside the blobs because a rename is atomic only within one file system. */
const TEMPORARY_DIRECTORY = 'tmp';

/**
 * Blobs as files `ab/<sha256>` below `root`. A second level would create, and sync, a directory for almost every one of
 * the first 65,536 blobs. A file gets its final name only once it is complete and synced, so a crash or a full disk
 * leaves at most a file in `tmp/`, for `sweepTemporary`.
 */
export class FileBlobStore implements BlobStore {
  readonly doomedForMs = 0;

  /** Directories that this process knows to exist, with their own names durable; at most 256. */
  private readonly durable = new Set<string>();

  constructor(private readonly root: string) {}

  async put(source: Readable | Uint8Array): Promise<{ sha256: Sha256; size: number }> {
    const temporary = join(this.root, TEMPORARY_DIRECTORY, randomUUID());
    try {
      if (this.durable.size === 0) await this.temporaryDirectory(); // later puts find it
      const written = await writeDurably(temporary, source);
      await this.adopt(temporary, written.sha256);
      return written;
    } catch (error) {
      this.durable.clear(); // somebody may have removed a directory: the next put checks
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async open(sha256: Sha256, range?: ByteRange): Promise<{ size: number; stream: Readable }> {
    const file = await this.openFile(sha256);
    try {
      const { size } = await file.stat();
      const within = range && clampRange(range, size);
      return { size, stream: file.createReadStream(within) };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async read(sha256: Sha256): Promise<Buffer> {
    const file = await this.openFile(sha256);
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  }

  async has(sha256: Sha256): Promise<boolean> {
    return (await orNull(stat(this.pathOf(sha256)))) !== null;
  }

  async deleteIdle(sha256: Sha256, idleMs: number): Promise<boolean> {
    const path = this.pathOf(sha256);
    if (await isYounger(path, idleMs)) return false;
    // move it aside first: a put since the check above is noticed now, a later one creates its own file
    const aside = join(await this.temporaryDirectory(), `${sha256}.${randomUUID()}`);
    if ((await orNull(rename(path, aside).then(() => true))) === null) return true;
    return this.endDeletion(aside, sha256, idleMs);
  }

  async *list(): AsyncIterable<Sha256> {
    const names = (await orNull(readdir(this.root))) ?? [];
    for (const prefix of names.filter((name) => /^[0-9a-f]{2}$/.test(name))) {
      const directory = await orNull(opendir(join(this.root, prefix)));
      if (!directory) continue;
      for await (const { name } of directory) {
        if (/^[0-9a-f]{64}$/.test(name)) yield name;
      }
    }
  }

  async sweepTemporary(olderThanMs: number, idleMs: number): Promise<number> {
    const directory = await this.temporaryDirectory();
    for (const name of await readdir(directory)) {
      const [sha256] = /^[0-9a-f]{64}(?=\.)/.exec(name) ?? [];
      if (sha256 !== undefined) await this.endDeletion(join(directory, name), sha256, idleMs);
    }
    return sweepFiles(directory, olderThanMs);
  }

  async check(): Promise<void> {
    const probe = join(await this.temporaryDirectory(), randomUUID());
    try {
      await writeDurably(probe, Buffer.from('writable'));
    } finally {
      await rm(probe, { force: true });
    }
  }

  /**
   * Gives the complete file its name. Two puts of the same bytes may both rename: the content is the same. The process
   * that created the directory, or put the file before, may not have got as far as syncing it.
   */
  private async adopt(temporary: string, sha256: Sha256): Promise<void> {
    const path = this.pathOf(sha256);
    const directory = dirname(path);
    const isProven = this.durable.has(directory);
    if (!isProven) await mkdir(directory, { recursive: true });
    // even if the file exists: its age then counts from the last put
    await rename(temporary, path);
    await Promise.all([directory, ...(isProven ? [] : [this.root])].map(syncDirectory)); // together: the disk does both at once
    this.durable.add(directory);
  }

  /**
   * Completes a deletion. Several processes may do it at once: one that starts finds files that another has set aside,
   * and cannot know whether that process is alive. All reach the same result.
   *
   * @returns false if a put came before the file was set aside, or somebody else completed the deletion
   */
  private async endDeletion(aside: string, sha256: string, idleMs: number): Promise<boolean> {
    const found = await orNull(stat(aside));
    if (found === null) return false;
    // by the file system's clock, which recorded the rename: ours may be wrong
    const isIdle = found.ctimeMs - found.mtimeMs >= idleMs;
    if (isIdle) await rm(aside, { force: true });
    else await this.putBack(aside, sha256);
    return isIdle;
  }

  /** Like a put: the file is young again. It may be gone because somebody else has put it back. */
  private async putBack(aside: string, sha256: string): Promise<void> {
    const now = new Date();
    await orNull(utimes(aside, now, now).then(() => this.adopt(aside, sha256)));
  }

  private async openFile(sha256: Sha256): Promise<FileHandle> {
    const file = await orNull(open(this.pathOf(sha256), 'r'));
    if (!file) throw new BlobMissing(sha256);
    return file;
  }

  private async temporaryDirectory(): Promise<string> {
    const directory = join(this.root, TEMPORARY_DIRECTORY);
    await mkdir(directory, { recursive: true });
    return directory;
  }

  private pathOf(sha256: Sha256): string {
    assertDigest(sha256);
    return join(this.root, sha256.slice(0, 2), sha256);
  }
}

async function isYounger(path: string, ms: number): Promise<boolean> {
  const found = await orNull(stat(path));
  return found !== null && Date.now() - found.mtimeMs < ms;
}
