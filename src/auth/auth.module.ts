import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKey } from './api-key.entity.js';
import { ADMIN_KEY_HASH, ApiKeys } from './api-keys.js';
import { AuthGuard } from './auth.guard.js';
import { DeclaredAccess } from './declared-access.js';
import { Callers } from './callers.js';
import { hashOf } from './key-text.js';
import { RateLimits } from './limits/rate-limits.js';

/** API keys and the guard in front of every route. */
@Global()
@Module({})
export class AuthModule {
  static of(adminKeyText: string): DynamicModule {
    return {
      module: AuthModule,
      imports: [TypeOrmModule.forFeature([ApiKey]), DiscoveryModule],
      exports: [ApiKeys, Callers, RateLimits],
      providers: [
        ApiKeys,
        RateLimits,
        Callers,
        DeclaredAccess,
        { provide: ADMIN_KEY_HASH, useValue: hashOf(adminKeyText) },
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
    };
  }
}
