import { Module } from '@nestjs/common';
import { Deliveries } from './deliveries.js';
import { DeliveriesController } from './deliveries.controller.js';

/** What is known of mail that was sent. */
@Module({ controllers: [DeliveriesController], providers: [Deliveries] })
export class DeliveriesApiModule {}
