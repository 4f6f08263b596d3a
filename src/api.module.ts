import { Module } from '@nestjs/common';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { ErasureModule } from './erasure/erasure.module.js';
import { InboxModule } from './inbox/inbox.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { ReceivingModule } from './receiving/receiving.module.js';
import { StatsModule } from './stats/stats.module.js';
import { SuppressionsModule } from './suppressions/suppressions.module.js';
import { TicketsModule } from './tickets/tickets.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** Everything that answers HTTP. */
@Module({
  imports: [
    InboxModule,
    WebhooksModule,
    ReceivingModule,
    TicketsModule,
    SuppressionsModule,
    DeliveriesModule,
    NotificationsModule,
    ErasureModule,
    StatsModule,
    OpenApiModule,
  ],
})
export class ApiModule {}
