import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { BLOB_STORE } from './blob-store-token.js';
import { BlobSweeper } from './blob-sweeper.js';
import { openBlobStore } from './open-blob-store.js';

@Global()
@Module({
  providers: [BlobSweeper, { provide: BLOB_STORE, inject: [Config], useFactory: openBlobStore }],
  exports: [BLOB_STORE],
})
export class BlobsModule {}
