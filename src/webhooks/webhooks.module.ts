import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.js';
import { Ingress } from './ingress.js';
import { SignatureWatch } from './signature-watch.js';
import { WebhookAnswers } from './webhook-answers.js';
import { WebhookSources } from './webhook-sources.js';
import { WebhooksController } from './webhooks.controller.js';

@Module({
  imports: [InboxModule],
  controllers: [WebhooksController],
  providers: [Ingress, SignatureWatch, WebhookAnswers, WebhookSources],
})
export class WebhooksModule {}
