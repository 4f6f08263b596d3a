import { Global, Module } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { configuredProviders } from './configured-providers.js';
import { ProviderApis } from './provider-apis.js';
import { Providers } from './registry.js';

@Global()
@Module({
  providers: [
    ProviderApis,
    {
      provide: Providers,
      inject: [Config],
      useFactory: ({ hmacProfiles }: Config) => configuredProviders(hmacProfiles),
    },
  ],
  exports: [ProviderApis, Providers],
})
export class ProvidersModule {}
