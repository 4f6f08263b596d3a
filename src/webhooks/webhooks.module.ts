import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.js';
import { SignatureWatch } from './signature-watch.js';
import { WebhookSources } from './webhook-sources.js';
import { WebhooksController } from './webhooks.controller.js';

@Module({
  imports: [InboxModule],
  controllers: [WebhooksController],
  providers: [SignatureWatch, WebhookSources],
})
export class WebhooksModule {}
