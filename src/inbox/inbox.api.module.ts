import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventsController } from './events.controller.js';
import { InboxEvent } from './inbox-event.entity.js';
import { InboxEvents } from './inbox-events.js';
import { InboxModule } from './inbox.module.js';
import { InboxRecorder } from './inbox-recorder.js';
import { Ledger } from './ledger/ledger.js';
import { EventReplaysController } from './replays/replays.controller.js';

/** Events over HTTP: stored before they are answered, listed, replayed. */
@Module({
  imports: [InboxModule, TypeOrmModule.forFeature([InboxEvent])],
  controllers: [EventReplaysController, EventsController],
  providers: [InboxEvents, InboxRecorder, Ledger],
  exports: [InboxModule, InboxRecorder, Ledger],
})
export class InboxApiModule {}
