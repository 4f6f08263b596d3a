import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { readKeptSecrets } from './kept-secret.js';
import { Resealing } from './resealing.js';
import { SecretSeal } from './secret-seal.js';

/** One secret per line: the first seals. A rotation adds a new line at the top. */
const FILE_NAME = 'encryption-secrets';

/** Makes the one `SecretSeal` injectable everywhere, and `Resealing`, which keeps all sealed under its first secret. */
@Global()
@Module({
  providers: [
    {
      provide: SecretSeal,
      inject: [Config],
      useFactory: async ({ encryptionSecrets, dataDir }: Config) => {
        const isSet = encryptionSecrets.length > 0;
        const [first, ...others] = isSet ? encryptionSecrets : await readKeptSecrets(dataDir, FILE_NAME);
        if (first === undefined) throw new Error(`${FILE_NAME} in DATA_DIR holds no secret.`);
        return new SecretSeal([first, ...others]);
      },
    },
    Resealing,
  ],
  exports: [SecretSeal, Resealing],
})
export class SecretSealModule {}
