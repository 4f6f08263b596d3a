import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { BLOB_STORE } from './blob-store-token.js';
import { BlobSweeper } from './blob-sweeper.js';
import { FileBlobStore } from './file-blob-store.js';

@Global()
@Module({
  providers: [
    BlobSweeper,
    {
      provide: BLOB_STORE,
      inject: [Config],
      useFactory: (config: Config) => new FileBlobStore(blobFolder(config)),
    },
  ],
  exports: [BLOB_STORE],
})
export class BlobsModule {}

/** `file:///absolute`, or `file:relative` to where the service was started. */
export function blobFolder({ storageUrl, dataDir }: Config): string {
  if (storageUrl === null) return join(dataDir, 'blobs');
  return storageUrl.startsWith('file://') ? fileURLToPath(storageUrl) : storageUrl.slice('file:'.length);
}
