import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { Config } from '../platform/config/config.js';
import { IS_WANTED } from './doomed-blobs.js';
import { BATCH } from './purge.js';

/**
 * Finds bytes that no row refers to: from an incomplete download, or a process that died between the bytes and the row.
 * Dooming is harmless: bytes that get a reference after all, or were just put, stay.
 */
@Injectable()
export class StrayBlobs {
  /** A new process looks in its first round, so that frequent restarts do not postpone it. */
  private nextLookAt = 0;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly config: Config,
  ) {}

  /** Walks through the whole store, once per `BLOB_SWEEP_SECONDS`. */
  async doom(stop: AbortSignal): Promise<void> {
    if (Date.now() < this.nextLookAt) return;
    let batch: string[] = [];
    for await (const sha256 of this.blobs.list()) {
      if (stop.aborted) return;
      batch.push(sha256);
      if (batch.length < BATCH) continue;
      await this.doomUnwanted(batch);
      batch = [];
    }
    await this.doomUnwanted(batch);
    this.nextLookAt = Date.now() + this.config.blobSweepSeconds * 1000;
  }

  private async doomUnwanted(batch: string[]): Promise<void> {
    await this.database.query(
      `INSERT INTO doomed_blobs (sha256)
       SELECT sha256 FROM unnest($1::text[]) AS doomed(sha256) WHERE NOT (${IS_WANTED}) ON CONFLICT DO NOTHING`,
      [batch],
    );
  }
}
