import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Notification } from './notification.entity.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { WebhookEndpoints } from './webhook-endpoints.js';

/** The HTTP API for receivers and the log of what they were sent. */
@Module({
  imports: [TypeOrmModule.forFeature([Notification, WebhookDelivery, WebhookEndpoint])],
  controllers: [WebhookEndpointsController, WebhookDeliveriesController],
  providers: [WebhookEndpoints, WebhookDeliveries],
})
export class NotificationsApiModule {}
