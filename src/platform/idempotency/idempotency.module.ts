import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { PreferInterceptor } from '../http/prefer.interceptor.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { KeptAnswers } from './kept-answers.js';

/** Around every write, outermost first: the answer that is kept is the one that the caller preferred. */
@Module({
  providers: [
    KeptAnswers,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: PreferInterceptor },
  ],
})
export class IdempotencyModule {}
