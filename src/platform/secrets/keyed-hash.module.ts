import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { readKeptSecrets } from './kept-secret.js';
import { KeyedHash } from './keyed-hash.js';

const FILE_NAME = 'erasure-secret';

/** Makes the one `KeyedHash` injectable everywhere. */
@Global()
@Module({
  providers: [
    {
      provide: KeyedHash,
      inject: [Config],
      useFactory: async ({ erasureSecret, dataDir }: Config) => {
        const [kept] = erasureSecret === null ? await readKeptSecrets(dataDir, FILE_NAME) : [erasureSecret];
        if (kept === undefined) throw new Error(`${FILE_NAME} in DATA_DIR holds no secret.`);
        return new KeyedHash(kept);
      },
    },
  ],
  exports: [KeyedHash],
})
export class KeyedHashModule {}
