import type { BlobStore } from '../../platform/blobs/blob-store.js';
import { removeUnreferenced } from '../../tickets/erased/unreferenced-blob.js';
import type { Step } from '../person.js';

const PORTION = 100;

/** Removes the bytes of the mails and their files that nobody else refers to. */
export const forgetBlobs =
  (blobs: BlobStore): Step =>
  async (tx, person, position) => {
    const all = [...new Set(person.blobs)].sort();
    const portion = all.filter((sha256) => position === null || sha256 > position).slice(0, PORTION);
    for (const sha256 of portion) await removeUnreferenced(tx, blobs, sha256);
    return portion.at(-1) ?? null;
  };
