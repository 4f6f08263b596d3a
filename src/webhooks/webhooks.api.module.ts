import { Module } from '@nestjs/common';
import { InboxApiModule } from '../inbox/inbox.api.module.js';
import { Ingress } from './ingress.js';
import { SignatureWatch } from './signature-watch.js';
import { WebhookAnswers } from './webhook-answers.js';
import { WebhookSources } from './webhook-sources.js';
import { WebhooksController } from './webhooks.controller.js';

@Module({
  imports: [InboxApiModule],
  controllers: [WebhooksController],
  providers: [Ingress, SignatureWatch, WebhookAnswers, WebhookSources],
})
export class WebhooksApiModule {}
