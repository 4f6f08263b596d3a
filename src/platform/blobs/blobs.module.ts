import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { Log } from '../logging/log.js';
import type { BlobStore } from './blob-store.js';
import { BLOB_STORE } from './blob-store-token.js';
import { BlobSweeper } from './blob-sweeper.js';
import { liftBlobs } from './lift-blobs.js';
import { openBlobStore, storagePlace } from './open-blob-store.js';

@Global()
@Module({
  providers: [
    BlobSweeper,
    { provide: BLOB_STORE, inject: [Config, DataSource, Log], useFactory: openInOrder },
  ],
  exports: [BLOB_STORE],
})
export class BlobsModule {}

/** A folder that cannot be read does not stop the start: readiness reports it. */
async function openInOrder(config: Config, database: DataSource, log: Log): Promise<BlobStore> {
  if (!config.storageUrl?.startsWith('s3:')) {
    await liftBlobs(storagePlace(config)).then(
      (lifted) => lifted > 0 && log.info({ lifted }, 'blobs of an earlier version brought into order'),
      (error: unknown) => log.warn({ err: error }, 'blobs of an earlier version not brought into order'),
    );
  }
  return openBlobStore(config, database);
}
