import { Global, Module } from '@nestjs/common';
import { UnderWay } from './under-way.js';

/** One process stops once: every room may add what it has under way. */
@Global()
@Module({ providers: [UnderWay], exports: [UnderWay] })
export class UnderWayModule {}
