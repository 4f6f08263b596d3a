import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { RequireScope } from '../auth/access.js';
import { type CalledBy } from '../auth/api-keys.js';
import { ListOf } from '../platform/http/list-of.js';
import { type Page, toPage } from '../platform/http/page.js';
import { invalid } from '../platform/http/validation.js';
import { Refuses } from '../platform/problem/refuses.js';
import { addressKey } from './address-key.js';
import { COMPLAINT_LOCKED, NOT_SUPPRESSED } from './problems.js';
import { SuppressionList } from './suppression-list.js';
import { AddSuppression, CheckSuppressions, ReleaseQuery, SuppressionQuery } from './suppression.dto.js';
import {
  CheckView,
  SuppressionHistoryView,
  SuppressionView,
  toHistoryView,
  toSuppressionView,
} from './suppression.view.js';
import { Suppressions } from './suppressions.js';

@ApiTags('Suppressions')
@ApiBearerAuth()
@Controller('v1/suppressions')
export class SuppressionsController {
  constructor(
    private readonly suppressions: Suppressions,
    private readonly entries: SuppressionList,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Lists the addresses that are not to be mailed, newest first. */
  @Get()
  @ListOf(SuppressionView)
  @RequireScope('suppressions:read')
  async list(@Query() query: SuppressionQuery): Promise<Page<SuppressionView>> {
    const rows = await this.entries.list(query);
    return toPage(rows, query.limit, ({ address }) => ({ value: '', id: address }), toSuppressionView);
  }

  /** Puts an address on the list by hand. */
  @Post()
  @RequireScope('suppressions:write')
  async add(@Body() body: AddSuppression, @Req() { caller }: CalledBy): Promise<SuppressionView> {
    const address = addressKey(body.address);
    if (address === null) throw invalid('address', 'address must be an e-mail address');
    const evidence = {
      address,
      reason: 'manual' as const,
      occurredAt: new Date(),
      expiresAt: body.expires_at === undefined ? null : new Date(body.expires_at),
      source: 'admin',
      eventId: null,
      emailId: null,
      bounceType: null,
      bounceSubtype: null,
      diagnosticCode: null,
      note: body.note ?? null,
    };
    await this.database.transaction((tx) => this.suppressions.record(tx, evidence, `key:${caller.keyId}`));
    return toSuppressionView(await this.entries.get(address));
  }

  /** Tells for up to 1,000 addresses whether they may be mailed. Ask before you send. */
  @Post('check')
  @HttpCode(200)
  @RequireScope('suppressions:read')
  async check(@Body() body: CheckSuppressions): Promise<CheckView> {
    return { object: 'suppression_check', data: await this.entries.check(body.addresses) };
  }

  /** One entry with the evidence that decides. */
  @Get(':address')
  @Refuses(NOT_SUPPRESSED)
  @RequireScope('suppressions:read')
  async get(@Param('address') address: string): Promise<SuppressionView> {
    return toSuppressionView(await this.entries.get(address));
  }

  /** What happened to an address, oldest first, also when it is not on the list any more. */
  @Get(':address/history')
  @ListOf(SuppressionHistoryView)
  @RequireScope('suppressions:read')
  async history(@Param('address') address: string): Promise<Page<SuppressionHistoryView>> {
    const data = (await this.entries.history(address)).map(toHistoryView);
    return { object: 'list', data, has_more: false, next_cursor: null };
  }

  /** Takes an address off the list. A complaint needs `?confirm=complaint`. */
  @Delete(':address')
  @Refuses(NOT_SUPPRESSED, COMPLAINT_LOCKED)
  @HttpCode(204)
  @RequireScope('suppressions:write')
  async release(
    @Param('address') address: string,
    @Query() query: ReleaseQuery,
    @Req() { caller }: CalledBy,
  ): Promise<void> {
    const key = addressKey(address);
    if (key === null) throw invalid('address', 'address must be an e-mail address');
    await this.suppressions.release(key, {
      actor: `key:${caller.keyId}`,
      confirmed: query.confirm ?? null,
      note: query.note ?? null,
    });
  }
}
