import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.js';
import { WebhookSources } from './webhook-sources.js';
import { WebhooksController } from './webhooks.controller.js';

@Module({
  imports: [InboxModule],
  controllers: [WebhooksController],
  providers: [WebhookSources],
})
export class WebhooksModule {}
