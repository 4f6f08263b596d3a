import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Config } from './config.js';

/** Makes the one frozen `Config` injectable everywhere. */
@Global()
@Module({})
export class ConfigModule {
  static of(config: Readonly<Config>): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: Config, useValue: config }],
      exports: [Config],
    };
  }
}
