import { Global, Module } from '@nestjs/common';
import { UnderWay } from './under-way.js';

/** Global, so that every room can add its work: the process stops once, as a whole. */
@Global()
@Module({ providers: [UnderWay], exports: [UnderWay] })
export class UnderWayModule {}
