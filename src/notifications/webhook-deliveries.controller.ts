import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/access.js';
import { IdPipe } from '../platform/http/id-pipe.js';
import { ListOf } from '../platform/http/list-of.js';
import { type Page, toPage } from '../platform/http/page.js';
import { Problem } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';
import { DELIVERY_NOT_FOUND, WEBHOOK_DISABLED, WEBHOOK_NOT_FOUND } from './problems.js';
import { endOfDeliveries, WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { DeliveryQuery, ReplayDeliveries } from './webhook.dto.js';
import { ReplayedView, toDeliveryView, WebhookDeliveryView } from './webhook.view.js';

@ApiTags('Webhooks')
@ApiBearerAuth()
@Controller('v1/webhooks/:id')
export class WebhookDeliveriesController {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly deliveries: WebhookDeliveries,
  ) {}

  /** Lists what was sent to a receiver and what it answered, newest first. */
  @Get('logs')
  @ListOf(WebhookDeliveryView)
  @Refuses(WEBHOOK_NOT_FOUND)
  @RequireScope('webhooks:*')
  async logs(
    @Param('id', IdPipe) id: string,
    @Query() query: DeliveryQuery,
  ): Promise<Page<WebhookDeliveryView>> {
    await this.endpoints.get(id);
    return toPage(await this.deliveries.list(id, query), query.limit, endOfDeliveries, toDeliveryView);
  }

  /** Sends one delivery again, with the same `webhook-id`. */
  @Post('logs/:delivery_id/replay')
  @HttpCode(202)
  @Refuses(WEBHOOK_NOT_FOUND, DELIVERY_NOT_FOUND, WEBHOOK_DISABLED)
  @RequireScope('webhooks:*')
  async replay(
    @Param('id', IdPipe) id: string,
    @Param('delivery_id', IdPipe) deliveryId: string,
  ): Promise<WebhookDeliveryView> {
    await this.checkEnabled(id);
    return toDeliveryView(await this.deliveries.replay(id, deliveryId));
  }

  /** Sends again deliveries created in a time span: those that failed, or ended as `status` says. */
  @Post('replay')
  @HttpCode(202)
  @Refuses(WEBHOOK_NOT_FOUND, WEBHOOK_DISABLED)
  @RequireScope('webhooks:*')
  async replayRange(@Param('id', IdPipe) id: string, @Body() range: ReplayDeliveries): Promise<ReplayedView> {
    await this.checkEnabled(id);
    return { object: 'replay', count: await this.deliveries.replayRange(id, range) };
  }

  /** Sends a `webhook.test` event. The log shows what became of it. */
  @Post('test')
  @HttpCode(202)
  @Refuses(WEBHOOK_NOT_FOUND, WEBHOOK_DISABLED)
  @RequireScope('webhooks:*')
  async test(@Param('id', IdPipe) id: string): Promise<WebhookDeliveryView> {
    await this.checkEnabled(id);
    return toDeliveryView(await this.deliveries.sendTest(id));
  }

  private async checkEnabled(id: string): Promise<void> {
    const { isEnabled } = await this.endpoints.get(id);
    if (!isEnabled) throw new Problem(WEBHOOK_DISABLED, 'Enable it first.');
  }
}
