import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';

/** One set of metrics per process; every room may add to it. */
@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
export class MetricsModule {}
