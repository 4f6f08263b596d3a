import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system that a test can fill. */
export class SmallDisk {
  private readonly filler: string;

  private constructor(
    readonly directory: string,
    /** False where mounting is not allowed; the test must then be skipped. */
    readonly isMounted: boolean,
  ) {
    this.filler = join(directory, 'filler');
  }

  /** @param size in the syntax of mount(8). Any account may enter, because a server started by root runs as another. */
  static mount(size: string): SmallDisk {
    const directory = mkdtempSync(join(realpathSync(tmpdir()), 'postroom-disk-'));
    chmodSync(directory, 0o711);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'tmpfs', directory], {
        stdio: 'ignore',
      });
      return new SmallDisk(directory, true);
    } catch {
      return new SmallDisk(directory, false);
    }
  }

  /** Fills the remaining room to the last byte. */
  async fill(): Promise<void> {
    const file = await open(this.filler, 'a');
    try {
      for (const bytes of [1024 * 1024, 4096]) await writeUntilFull(file, Buffer.alloc(bytes));
    } finally {
      await file.close();
    }
  }

  async makeRoom(): Promise<void> {
    await rm(this.filler, { force: true });
  }

  remove(): void {
    if (this.isMounted) execFileSync('umount', [this.directory]);
    rmSync(this.directory, { recursive: true });
  }
}

async function writeUntilFull(file: Awaited<ReturnType<typeof open>>, bytes: Buffer): Promise<void> {
  try {
    for (;;) await file.write(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
