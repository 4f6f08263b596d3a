import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKeysController } from './api-keys.controller.js';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { AuditLog } from './audit/audit-log.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditInterceptor } from './audit/audit.interceptor.js';

/**
 * API keys and the audit log over HTTP. Imported after idempotency, so that its interceptor runs inside and records a
 * repeated request once.
 */
@Module({
  imports: [TypeOrmModule.forFeature([AuditEntry])],
  controllers: [ApiKeysController, AuditController],
  providers: [AuditLog, { provide: APP_INTERCEPTOR, useClass: AuditInterceptor }],
})
export class AuthApiModule {}
