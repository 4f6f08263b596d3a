import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { ListOf } from '../../platform/http/list-of.js';
import { type Page, toPage } from '../../platform/http/page.js';
import { AmbiguousQuery } from './ambiguous.dto.js';
import { AmbiguousReports } from './ambiguous-reports.js';
import { AmbiguousReportView, toAmbiguousView } from './ambiguous.view.js';

@ApiTags('Suppressions')
@ApiBearerAuth()
@Controller('v1/suppressions/ambiguous')
export class AmbiguousController {
  constructor(private readonly reports: AmbiguousReports) {}

  /** Lists bounces and complaints that do not say which of several recipients they mean, newest first. */
  @Get()
  @ListOf(AmbiguousReportView)
  @RequireScope('suppressions:read')
  async list(@Query() query: AmbiguousQuery): Promise<Page<AmbiguousReportView>> {
    const rows = await this.reports.list(query);
    return toPage(rows, query.limit, ({ eventId }) => ({ value: '', id: eventId }), toAmbiguousView);
  }
}
