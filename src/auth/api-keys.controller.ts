import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from './access.js';
import { CreateApiKey } from './api-key.dto.js';
import { type ApiKeyView, type NewApiKeyView, toApiKeyView } from './api-key.view.js';
import { ApiKeys } from './api-keys.js';

@ApiTags('API keys')
@ApiBearerAuth()
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  /** Creates a key; the answer is the only one that shows it. */
  @Post()
  @RequireScope('keys:*')
  async create(@Body() body: CreateApiKey): Promise<NewApiKeyView> {
    const { key, text } = await this.keys.create({
      name: body.name,
      scopes: body.scopes,
      expiresAt: body.expires_at === undefined ? null : new Date(body.expires_at),
    });
    return { ...toApiKeyView(key), key: text };
  }

  /** Lists all keys, newest first. */
  @Get()
  @RequireScope('keys:*')
  async list(): Promise<{
    object: 'list';
    data: ApiKeyView[];
    has_more: boolean;
    next_cursor: string | null;
  }> {
    const keys = await this.keys.list();
    return { object: 'list', data: keys.map(toApiKeyView), has_more: false, next_cursor: null };
  }

  /** Revokes a key at once. */
  @Delete(':id')
  @HttpCode(204)
  @RequireScope('keys:*')
  revoke(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.keys.revoke(id);
  }
}
