import { Module } from '@nestjs/common';
import { SigningSecretsAtRest } from './sending/signing-secrets-at-rest.js';
import { WebhookDispatcher } from './sending/webhook-dispatcher.js';

/** Sends notifications to their receivers. */
@Module({ providers: [WebhookDispatcher, SigningSecretsAtRest] })
export class NotificationsWorkerModule {}
