import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { RequireScope } from '../auth/access.js';
import { Actor } from '../auth/actor.js';
import { ListOf } from '../platform/http/list-of.js';
import { LocatedAt } from '../platform/http/located-at.js';
import { type Page, PageQuery, toPage } from '../platform/http/page.js';
import { invalid } from '../platform/http/validation.js';
import { Refuses } from '../platform/problem/refuses.js';
import { newEvidence } from './new-evidence.js';
import { COMPLAINT_LOCKED, NOT_SUPPRESSED } from './problems.js';
import { requiredAddress } from './required-address.js';
import { ALL_MAIL } from './list-scope.js';
import { SuppressionList } from './suppression-list.js';
import {
  AddSuppression,
  CheckSuppressions,
  ReleaseQuery,
  ScopeQuery,
  SuppressionQuery,
} from './suppression.dto.js';
import {
  AddressEvidenceView,
  CheckView,
  ExplainedSuppressionView,
  SuppressionHistoryView,
  SuppressionView,
  toAddressEvidenceView,
  toExplainedView,
  toHistoryView,
  toSuppressionView,
} from './suppression.view.js';
import { Suppressions } from './suppressions.js';

function placeOf({ address, scope }: SuppressionView): string {
  const query = scope === ALL_MAIL ? '' : `?scope=${encodeURIComponent(scope)}`;
  return encodeURIComponent(address) + query;
}

@ApiTags('Suppressions')
@ApiBearerAuth()
@Controller('v1/suppressions')
export class SuppressionsController {
  constructor(
    private readonly suppressions: Suppressions,
    private readonly entries: SuppressionList,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Lists the suppressed addresses, newest first. */
  @Get()
  @ListOf(SuppressionView)
  @RequireScope('suppressions:read')
  async list(@Query() query: SuppressionQuery): Promise<Page<SuppressionView>> {
    const rows = await this.entries.list(query);
    return toPage(
      rows,
      query.limit,
      ({ address, scope, createdAt }) => ({ value: createdAt!.toISOString(), id: `${scope} ${address}` }),
      (entry) => toSuppressionView(entry, entry.evidence),
    );
  }

  /** Puts an address on the list, as an operator or because its owner unsubscribed. */
  @Post()
  @LocatedAt('/v1/suppressions', placeOf)
  @Refuses(NOT_SUPPRESSED)
  @RequireScope('suppressions:write')
  async add(@Body() body: AddSuppression, @Actor() actor: string): Promise<ExplainedSuppressionView> {
    const address = requiredAddress(body.address, 'address');
    const expiresAt = body.expires_at === undefined ? null : new Date(body.expires_at);
    if (expiresAt !== null && expiresAt <= new Date()) throw invalid('expires_at', 'must lie in the future');
    const { scope, kind, note = null } = body;
    return this.database.transaction(async (tx) => {
      await this.suppressions.recordDecision(tx, { address, scope }, actor, (occurredAt) =>
        newEvidence({
          address,
          scope,
          key: `admin:${randomUUID()}`,
          kind,
          occurredAt,
          expiresAt,
          source: 'admin',
          note,
        }),
      );
      return toExplainedView(await this.entries.get(address, scope, tx));
    });
  }

  /** Says for up to 1,000 addresses whether they are suppressed. Check before you send. */
  @Post('check')
  @HttpCode(200)
  @RequireScope('suppressions:read')
  async check(@Body() body: CheckSuppressions): Promise<CheckView> {
    return { object: 'suppression_check', data: await this.entries.check(body.addresses, [body.scope]) };
  }

  /** Returns an entry and the reasons for it: all evidence, with its events and the policy that judged it. */
  @Get(':address')
  @Refuses(NOT_SUPPRESSED)
  @RequireScope('suppressions:read')
  async get(
    @Param('address') address: string,
    @Query() { scope }: ScopeQuery,
  ): Promise<ExplainedSuppressionView> {
    return toExplainedView(await this.entries.get(address, scope));
  }

  /** Returns all evidence on an address, even if it is not on the list: soft bounces, failures on our side. */
  @Get(':address/evidence')
  @Refuses(NOT_SUPPRESSED)
  @RequireScope('suppressions:read')
  async evidence(
    @Param('address') address: string,
    @Query() { scope }: ScopeQuery,
  ): Promise<AddressEvidenceView> {
    return toAddressEvidenceView(await this.entries.explain(address, scope));
  }

  /** Lists what happened to an address in all scopes, oldest first, even if it is no longer on the list. */
  @Get(':address/history')
  @ListOf(SuppressionHistoryView)
  @RequireScope('suppressions:read')
  async history(
    @Param('address') address: string,
    @Query() query: PageQuery,
  ): Promise<Page<SuppressionHistoryView>> {
    const changes = await this.entries.history(address, query);
    return toPage(changes, query.limit, ({ id }) => ({ value: '', id }), toHistoryView);
  }

  /** Takes an address off the list; say why in `note`. A complaint needs `?confirm=complaint`. */
  @Delete(':address')
  @Refuses(NOT_SUPPRESSED, COMPLAINT_LOCKED)
  @HttpCode(204)
  @RequireScope('suppressions:write')
  async release(
    @Param('address') address: string,
    @Query() query: ReleaseQuery,
    @Actor() actor: string,
  ): Promise<void> {
    await this.suppressions.release(
      { address: requiredAddress(address, 'address'), scope: query.scope },
      { actor, confirmed: query.confirm ?? null, note: query.note ?? null },
    );
  }
}
