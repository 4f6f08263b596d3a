import { readdir, rename, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, orNull } from './or-null.js';
import { syncDirectory } from './sync-directory.js';

/** Links to a directory without subdirectories, on file systems that count them. On others, every directory is read. */
const LINKS_OF_LEAF = 2;

/**
 * Converts a folder of an earlier version, which kept blobs as `ab/cd/<sha256>`, where nothing would find them now. If
 * a start dies midway, the next one lifts the rest. Two processes may do it at once.
 *
 * @returns how many blobs were lifted
 */
export async function liftBlobs(root: string): Promise<number> {
  let lifted = 0;
  for (const directory of await hexDirectories(root)) {
    if ((await stat(directory)).nlink === LINKS_OF_LEAF) continue;
    for (const inner of await hexDirectories(directory)) lifted += await lift(inner, directory);
  }
  return lifted;
}

async function hexDirectories(root: string): Promise<string[]> {
  const entries = (await orNull(readdir(root, { withFileTypes: true }))) ?? [];
  return entries
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name))
    .map(({ name }) => join(root, name));
}

async function lift(from: string, to: string): Promise<number> {
  const names = (await orNull(readdir(from))) ?? [];
  for (const name of names) await orNull(rename(join(from, name), join(to, name)));
  await syncDirectory(to);
  await rmdir(from).catch((error: unknown) => {
    if (!['ENOENT', 'ENOTEMPTY'].includes(codeOf(error) ?? '')) throw error; // somebody else is at it
  });
  return names.length;
}
