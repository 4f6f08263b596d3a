import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/http/id-pipe.js';
import { ListOf } from '../platform/http/list-of.js';
import { type Page, PageQuery, toPage } from '../platform/http/page.js';
import { invalid } from '../platform/http/validation.js';
import { Problem } from '../platform/problem/problem.js';
import { Refuses } from '../platform/problem/refuses.js';
import { RequireScope } from './access.js';
import { CreateApiKey } from './api-key.dto.js';
import { ApiKeyView, NewApiKeyView, toApiKeyView } from './api-key.view.js';
import { ApiKeys, type CalledBy, type Caller } from './api-keys.js';
import { PRESETS } from './presets.js';
import { KEY_NOT_FOUND, SCOPE_NOT_YOURS } from './problems.js';
import { type Scope } from './scopes.js';

@ApiTags('API keys')
@ApiBearerAuth()
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  /** Creates a key; only this answer shows it. You cannot grant a scope that your own key lacks. */
  @Post()
  @Refuses(SCOPE_NOT_YOURS)
  @RequireScope('keys:*')
  async create(@Body() body: CreateApiKey, @Req() { caller }: CalledBy): Promise<NewApiKeyView> {
    const { key, text } = await this.keys.create({
      name: body.name,
      scopes: grantable(scopesOf(body), caller),
      expiresAt: futureTime(body.expires_at),
    });
    return { ...toApiKeyView(key), key: text };
  }

  /** Lists keys, newest first. */
  @Get()
  @ListOf(ApiKeyView)
  @RequireScope('keys:*')
  async list(@Query() query: PageQuery): Promise<Page<ApiKeyView>> {
    return toPage(await this.keys.list(query), query.limit, ({ id }) => ({ value: '', id }), toApiKeyView);
  }

  /** Revokes a key at once. */
  @Delete(':id')
  @Refuses(KEY_NOT_FOUND)
  @HttpCode(204)
  @RequireScope('keys:*')
  revoke(@Param('id', IdPipe) id: string): Promise<void> {
    return this.keys.revoke(id);
  }
}

function scopesOf({ scopes, preset }: CreateApiKey): Scope[] {
  if (preset !== undefined && scopes === undefined) return [...PRESETS[preset]];
  if (scopes !== undefined && preset === undefined) return scopes;
  throw invalid('scopes', 'name either scopes or a preset');
}

function grantable(scopes: Scope[], caller: Caller): Scope[] {
  const beyond = scopes.filter((scope) => !caller.scopes.includes(scope));
  if (beyond.length === 0) return scopes;
  throw new Problem(SCOPE_NOT_YOURS, `Your key lacks ${beyond.join(', ')}.`);
}

function futureTime(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const time = new Date(text);
  if (time <= new Date()) throw invalid('expires_at', 'must lie in the future');
  return time;
}
