import { doomBlobs } from '../../platform/blobs/doom-blobs.js';
import type { Step } from '../person.js';

/** Gives up the bytes of the mails and their files. What other people's mail contains too is kept. */
export const forgetBlobs: Step = async (tx, { blobs }) => {
  await doomBlobs(tx, [...new Set(blobs)]);
  return null;
};
