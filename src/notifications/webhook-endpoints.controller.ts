import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequireScope } from '../auth/access.js';
import { versionOf } from '../platform/http/if-match.js';
import { ListOf } from '../platform/http/list-of.js';
import { type Page, PageQuery, toPage } from '../platform/http/page.js';
import { Refuses } from '../platform/problem/refuses.js';
import { TOO_MANY_WEBHOOKS, WEBHOOK_CHANGED, WEBHOOK_NOT_FOUND } from './problems.js';
import type { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { ChangeWebhook, CreateWebhook, RotateSecret } from './webhook.dto.js';
import {
  toWebhookView,
  toWebhookWithSecretView,
  WebhookView,
  WebhookWithSecretView,
} from './webhook.view.js';

const IF_MATCH = { name: 'If-Match', required: false, description: 'Only when it still has this ETag.' };

@ApiTags('Webhooks')
@ApiBearerAuth()
@Controller('v1/webhooks')
export class WebhookEndpointsController {
  constructor(private readonly endpoints: WebhookEndpoints) {}

  /** Registers a receiver; the answer is the only one that shows its signing secret. */
  @Post()
  @Refuses(TOO_MANY_WEBHOOKS)
  @RequireScope('webhooks:*')
  async create(
    @Body() body: CreateWebhook,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookWithSecretView> {
    const endpoint = await this.endpoints.create(body);
    void reply.headers({ etag: etagOf(endpoint), location: `/v1/webhooks/${endpoint.id}` });
    return toWebhookWithSecretView(endpoint);
  }

  /** Lists receivers, newest first. */
  @Get()
  @ListOf(WebhookView)
  @RequireScope('webhooks:*')
  async list(@Query() query: PageQuery): Promise<Page<WebhookView>> {
    const rows = await this.endpoints.list(query);
    return toPage(rows, query.limit, ({ id }) => ({ value: '', id }), toWebhookView);
  }

  /** One receiver and how it fares. */
  @Get(':id')
  @Refuses(WEBHOOK_NOT_FOUND)
  @RequireScope('webhooks:*')
  async get(
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView> {
    return answer(reply, await this.endpoints.get(id));
  }

  /** Replaces all settings; members that are left out take their defaults. */
  @Put(':id')
  @ApiHeader(IF_MATCH)
  @Refuses(WEBHOOK_NOT_FOUND, WEBHOOK_CHANGED)
  @RequireScope('webhooks:*')
  async replace(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: CreateWebhook,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView> {
    const all = {
      ...body,
      description: body.description ?? '',
      enabled: body.enabled ?? true,
      simple_signature: body.simple_signature ?? false,
    };
    return answer(reply, await this.endpoints.change(id, all, versionOf(ifMatch)));
  }

  /** Changes some settings. */
  @Patch(':id')
  @ApiHeader(IF_MATCH)
  @Refuses(WEBHOOK_NOT_FOUND, WEBHOOK_CHANGED)
  @RequireScope('webhooks:*')
  async change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeWebhook,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView> {
    return answer(reply, await this.endpoints.change(id, body, versionOf(ifMatch)));
  }

  /** Removes a receiver with its log; what waits for it is not sent. */
  @Delete(':id')
  @HttpCode(204)
  @Refuses(WEBHOOK_NOT_FOUND)
  @RequireScope('webhooks:*')
  delete(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.endpoints.delete(id);
  }

  /** Makes a new signing secret and shows it, once. The old one signs beside it until the overlap ends. */
  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Refuses(WEBHOOK_NOT_FOUND)
  @RequireScope('webhooks:*')
  async rotateSecret(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RotateSecret,
  ): Promise<WebhookWithSecretView> {
    return toWebhookWithSecretView(await this.endpoints.rotateSecret(id, body.overlap_seconds));
  }
}

function answer(reply: FastifyReply, endpoint: WebhookEndpoint): WebhookView {
  void reply.header('etag', etagOf(endpoint));
  return toWebhookView(endpoint);
}

const etagOf = ({ version }: WebhookEndpoint): string => `"${version}"`;
