import { Global, Module } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { configuredProviders } from './configured-providers.js';
import { Providers } from './registry.js';

@Global()
@Module({
  providers: [
    {
      provide: Providers,
      inject: [Config],
      useFactory: ({ hmacProfiles }: Config) => configuredProviders(hmacProfiles),
    },
  ],
  exports: [Providers],
})
export class ProvidersModule {}
