import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { PreferInterceptor } from '../http/prefer.interceptor.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { KeptAnswers } from './kept-answers.js';

/** Interceptors around every write, outermost first: the kept answer is the one that `Prefer` asked for. */
@Module({
  providers: [
    KeptAnswers,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: PreferInterceptor },
  ],
})
export class IdempotencyModule {}
