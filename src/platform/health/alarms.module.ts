import { Global, Module } from '@nestjs/common';
import { Alarms } from './alarms.js';

/** One list of alarms per process; every room may add to it. */
@Global()
@Module({ providers: [Alarms], exports: [Alarms] })
export class AlarmsModule {}
