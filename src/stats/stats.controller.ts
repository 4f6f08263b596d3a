import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequireScope } from '../auth/access.js';
import { AnswersText } from '../platform/http/answers-file.js';
import { ListOf } from '../platform/http/list-of.js';
import { type Page, toPage } from '../platform/http/page.js';
import { statsCsv } from './stats-csv.js';
import { StatsExportQuery, StatsQuery } from './stats.dto.js';
import { Stats } from './stats.js';
import { StatsDayView, toStatsDayView } from './stats.view.js';

/** Most days in one export: two years. */
const MAX_EXPORTED = 731;

@ApiTags('Stats')
@ApiBearerAuth()
@Controller('v1/stats')
export class StatsController {
  constructor(private readonly stats: Stats) {}

  /** Figures of each day, newest first: mails, tickets, how long answers took, bounces and complaints. */
  @Get()
  @ListOf(StatsDayView)
  @RequireScope('tickets:read')
  async list(@Query() query: StatsQuery): Promise<Page<StatsDayView>> {
    const { limit, cursor } = query;
    const days = await this.stats.list(query, { limit: limit + 1, cursor });
    return toPage(days, limit, ({ day }) => ({ value: day, id: '' }), toStatsDayView);
  }

  /** The same as CSV, with a line for each day and one for each of its mailboxes; at most two years. */
  @Get('export')
  @AnswersText('text/csv')
  @RequireScope('tickets:read')
  async export(
    @Query() query: StatsExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const days = await this.stats.list(query, { limit: MAX_EXPORTED });
    void reply.header('content-type', 'text/csv; charset=utf-8');
    void reply.header('content-disposition', 'attachment; filename="stats.csv"');
    return statsCsv(days.map(toStatsDayView));
  }
}
