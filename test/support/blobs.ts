import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from './service.js';

export const LONG_AGO = new Date(Date.now() - 40 * 24 * 3600 * 1000);

/** The digests of all blobs that a service has stored. */
export async function blobsOf(service: Service): Promise<string[]> {
  const paths = await readdir(join(service.env.DATA_DIR!, 'blobs'), { recursive: true });
  return paths.map((path) => path.split('/').at(-1)!).filter((name) => /^[0-9a-f]{64}$/.test(name));
}

/** Makes everything stored so far look old. */
export async function ageBlobs(service: Service): Promise<void> {
  for (const name of await blobsOf(service)) {
    const path = join(service.env.DATA_DIR!, 'blobs', name.slice(0, 2), name);
    await utimes(path, LONG_AGO, LONG_AGO).catch(() => {}); // a file that is removed meanwhile needs no age
  }
}
