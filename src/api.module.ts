import { Module } from '@nestjs/common';
import { AuthApiModule } from './auth/auth.api.module.js';
import { DeliveriesApiModule } from './deliveries/deliveries.api.module.js';
import { ErasureApiModule } from './erasure/erasure.api.module.js';
import { InboxApiModule } from './inbox/inbox.api.module.js';
import { NotificationsApiModule } from './notifications/notifications.api.module.js';
import { OpenApiApiModule } from './openapi/openapi.api.module.js';
import { IdempotencyModule } from './platform/idempotency/idempotency.module.js';
import { ReceivingApiModule } from './receiving/receiving.api.module.js';
import { StatsApiModule } from './stats/stats.api.module.js';
import { SuppressionsApiModule } from './suppressions/suppressions.api.module.js';
import { TicketsApiModule } from './tickets/tickets.api.module.js';
import { WebhooksApiModule } from './webhooks/webhooks.api.module.js';

/** Everything that answers HTTP. */
@Module({
  imports: [
    IdempotencyModule,
    AuthApiModule,
    InboxApiModule,
    WebhooksApiModule,
    ReceivingApiModule,
    TicketsApiModule,
    SuppressionsApiModule,
    DeliveriesApiModule,
    NotificationsApiModule,
    ErasureApiModule,
    StatsApiModule,
    OpenApiApiModule,
  ],
})
export class ApiModule {}
