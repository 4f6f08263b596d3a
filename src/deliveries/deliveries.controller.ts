import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/access.js';
import { ListOf } from '../platform/http/list-of.js';
import { type Page, toPage } from '../platform/http/page.js';
import { invalid } from '../platform/http/validation.js';
import { Deliveries } from './deliveries.js';
import { DeliveryQuery } from './delivery.dto.js';
import { DeliveryView, toDeliveryView } from './delivery.view.js';

@ApiTags('Deliveries')
@ApiBearerAuth()
@Controller('v1/deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: Deliveries) {}

  /** What is known about sent mail, by the provider's id or by recipient, newest first. */
  @Get()
  @ListOf(DeliveryView)
  @RequireScope('events:read')
  async list(@Query() query: DeliveryQuery): Promise<Page<DeliveryView>> {
    if (query.email_id === undefined && query.recipient === undefined) {
      throw invalid('email_id', 'send email_id or recipient');
    }
    return toPage(
      await this.deliveries.list(query),
      query.limit,
      ({ lastEventAt, mailKey }) => ({ value: lastEventAt.toISOString(), id: mailKey }),
      toDeliveryView,
    );
  }
}
