import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/access.js';
import type { CalledBy } from '../auth/api-keys.js';
import { SCOPE_NOT_YOURS } from '../auth/problems.js';
import { IdPipe } from '../platform/http/id-pipe.js';
import { SeenVersion, Versioned } from '../platform/http/if-match.js';
import { ListOf } from '../platform/http/list-of.js';
import { LocatedAt } from '../platform/http/located-at.js';
import { type Page, PageQuery, toPage } from '../platform/http/page.js';
import { Refuses } from '../platform/problem/refuses.js';
import { TOO_MANY_WEBHOOKS, WEBHOOK_CHANGED, WEBHOOK_NOT_FOUND } from './problems.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { ChangeWebhook, CreateWebhook, RotateSecret } from './webhook.dto.js';
import {
  toWebhookView,
  toWebhookWithSecretView,
  WebhookView,
  WebhookWithSecretView,
} from './webhook.view.js';

@ApiTags('Webhooks')
@ApiBearerAuth()
@Controller('v1/webhooks')
export class WebhookEndpointsController {
  constructor(private readonly endpoints: WebhookEndpoints) {}

  /** Registers a receiver; the answer is the only one that shows its signing secret. */
  @Post()
  @LocatedAt('/v1/webhooks')
  @Versioned()
  @Refuses(TOO_MANY_WEBHOOKS, SCOPE_NOT_YOURS)
  @RequireScope('webhooks:*')
  async create(@Body() body: CreateWebhook, @Req() { caller }: CalledBy): Promise<WebhookWithSecretView> {
    return toWebhookWithSecretView(await this.endpoints.create(body, caller));
  }

  /** Lists receivers, newest first. */
  @Get()
  @ListOf(WebhookView)
  @RequireScope('webhooks:*')
  async list(@Query() query: PageQuery): Promise<Page<WebhookView>> {
    const rows = await this.endpoints.list(query);
    return toPage(rows, query.limit, ({ id }) => ({ value: '', id }), toWebhookView);
  }

  /** Returns a receiver and its state. */
  @Get(':id')
  @Versioned()
  @Refuses(WEBHOOK_NOT_FOUND)
  @RequireScope('webhooks:*')
  async get(@Param('id', IdPipe) id: string): Promise<WebhookView> {
    return toWebhookView(await this.endpoints.get(id));
  }

  /** Replaces all settings; members that are left out take their defaults. */
  @Put(':id')
  @Versioned()
  @Refuses(WEBHOOK_NOT_FOUND, WEBHOOK_CHANGED, SCOPE_NOT_YOURS)
  @RequireScope('webhooks:*')
  async replace(
    @Param('id', IdPipe) id: string,
    @Body() body: CreateWebhook,
    @SeenVersion() seen: number | null,
    @Req() { caller }: CalledBy,
  ): Promise<WebhookView> {
    const all = {
      ...body,
      expand: body.expand ?? [],
      description: body.description ?? '',
      enabled: body.enabled ?? true,
      simple_signature: body.simple_signature ?? false,
    };
    return toWebhookView(await this.endpoints.change(id, all, seen, caller));
  }

  /** Changes some settings. */
  @Patch(':id')
  @Versioned()
  @Refuses(WEBHOOK_NOT_FOUND, WEBHOOK_CHANGED, SCOPE_NOT_YOURS)
  @RequireScope('webhooks:*')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeWebhook,
    @SeenVersion() seen: number | null,
    @Req() { caller }: CalledBy,
  ): Promise<WebhookView> {
    return toWebhookView(await this.endpoints.change(id, body, seen, caller));
  }

  /** Removes a receiver and its log; deliveries that still wait are not sent. */
  @Delete(':id')
  @HttpCode(204)
  @Refuses(WEBHOOK_NOT_FOUND)
  @RequireScope('webhooks:*')
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.endpoints.delete(id);
  }

  /** Creates a new signing secret and shows it once. The old one also signs until the overlap ends. */
  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Versioned()
  @Refuses(WEBHOOK_NOT_FOUND)
  @RequireScope('webhooks:*')
  async rotateSecret(
    @Param('id', IdPipe) id: string,
    @Body() body: RotateSecret,
  ): Promise<WebhookWithSecretView> {
    return toWebhookWithSecretView(await this.endpoints.rotateSecret(id, body.overlap_seconds));
  }
}
