import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.js';
import { InboundController } from './inbound.controller.js';

/** Raw mail handed in over HTTP. */
@Module({ imports: [InboxModule], controllers: [InboundController] })
export class ReceivingModule {}
