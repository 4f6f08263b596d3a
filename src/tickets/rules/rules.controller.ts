import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { IdPipe } from '../../platform/http/id-pipe.js';
import { SeenVersion, Versioned } from '../../platform/http/if-match.js';
import { ListOf } from '../../platform/http/list-of.js';
import { LocatedAt } from '../../platform/http/located-at.js';
import { type Page, PageQuery, toPage } from '../../platform/http/page.js';
import { Refuses } from '../../platform/problem/refuses.js';
import { RULE_CHANGED, RULE_NOT_FOUND } from '../problems.js';
import { RuleBody } from './rule.dto.js';
import { RuleView, toRuleView } from './rule.view.js';
import { endOfRules, Rules } from './rules.js';

@ApiTags('Rules')
@ApiBearerAuth()
@Controller('v1/rules')
export class RulesController {
  constructor(private readonly rules: Rules) {}

  /** Lists rules in the order in which they are applied. */
  @Get()
  @ListOf(RuleView)
  @RequireScope('tickets:read')
  async list(@Query() query: PageQuery): Promise<Page<RuleView>> {
    return toPage(await this.rules.list(query), query.limit, endOfRules, toRuleView);
  }

  /** Creates a rule, which applies to mail from now on; `POST /v1/rules/test` tries one without storing it. */
  @Post()
  @LocatedAt('/v1/rules')
  @Versioned()
  @RequireScope('tickets:write')
  async create(@Body() body: RuleBody): Promise<RuleView> {
    return toRuleView(await this.rules.create(body));
  }

  /** One rule. */
  @Get(':id')
  @Versioned()
  @Refuses(RULE_NOT_FOUND)
  @RequireScope('tickets:read')
  async get(@Param('id', IdPipe) id: string): Promise<RuleView> {
    return toRuleView(await this.rules.get(id));
  }

  /** Replaces a rule; what it did stays done. */
  @Put(':id')
  @Versioned()
  @Refuses(RULE_NOT_FOUND, RULE_CHANGED)
  @RequireScope('tickets:write')
  async replace(
    @Param('id', IdPipe) id: string,
    @Body() body: RuleBody,
    @SeenVersion() seen: number | null,
  ): Promise<RuleView> {
    return toRuleView(await this.rules.replace(id, body, seen));
  }

  /** Removes a rule; what it did stays done. */
  @Delete(':id')
  @HttpCode(204)
  @Refuses(RULE_NOT_FOUND)
  @RequireScope('tickets:write')
  async remove(@Param('id', IdPipe) id: string): Promise<void> {
    await this.rules.remove(id);
  }
}
