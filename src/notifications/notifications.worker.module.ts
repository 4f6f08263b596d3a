import { Module } from '@nestjs/common';
import { WebhookDispatcher } from './sending/webhook-dispatcher.js';

/** Sends notifications to their receivers. */
@Module({ providers: [WebhookDispatcher] })
export class NotificationsWorkerModule {}
