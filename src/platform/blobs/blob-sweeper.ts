import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../logging/log.js';
import type { BlobStore } from './blob-store.js';
import { BLOB_STORE } from './blob-store-token.js';
import { BLOB_IDLE_MS } from './doom-blobs.js';

/** No upload takes this long: anything older was left by a process that died. */
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;

/** Removes the unfinished uploads of dead processes at every start. */
@Injectable()
export class BlobSweeper implements OnApplicationBootstrap {
  constructor(
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.blobs.sweepTemporary(LEFT_BEHIND_MS, BLOB_IDLE_MS).then(
      (removed) => removed > 0 && this.log.info({ removed }, 'unfinished uploads removed'),
      (error: unknown) => this.log.warn({ err: error }, 'unfinished uploads not removed'),
    );
  }
}
