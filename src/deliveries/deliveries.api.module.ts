import { Module } from '@nestjs/common';
import { Deliveries } from './deliveries.js';
import { DeliveriesController } from './deliveries.controller.js';

/** What is known about sent mail, over HTTP. */
@Module({ controllers: [DeliveriesController], providers: [Deliveries] })
export class DeliveriesApiModule {}
