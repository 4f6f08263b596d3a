import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AnswersText } from '../../platform/http/answers-file.js';
import { toCsv } from '../../platform/http/csv.js';
import { ListOf } from '../../platform/http/list-of.js';
import { type Page, toPage } from '../../platform/http/page.js';
import { RequireScope } from '../access.js';
import { AuditLog } from './audit-log.js';
import { AuditExportQuery, AuditQuery } from './audit.dto.js';
import { AuditEntryView, toAuditEntryView } from './audit.view.js';
import { Audited } from './audited.js';

/** Entries per export; for more, narrow it by time. */
const MAX_EXPORTED = 10_000;

const COLUMNS = [
  'at',
  'actor',
  'action',
  'target',
  'status',
  'address',
  'request_id',
  'body_sha256',
] as const;

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  /**
   * Lists who did what, newest first: every write, every read of raw mail or an attached file, every export of this
   * log.
   */
  @Get()
  @ListOf(AuditEntryView)
  @RequireScope('keys:*')
  async list(@Query() query: AuditQuery): Promise<Page<AuditEntryView>> {
    const { limit, cursor } = query;
    const entries = await this.audit.find(query, { limit: limit + 1, cursor });
    return toPage(entries, limit, ({ id }) => ({ value: '', id }), toAuditEntryView);
  }

  /** Exports the same as CSV: at most the newest 10,000 entries. */
  @Get('export')
  @AnswersText('text/csv')
  @Audited()
  @RequireScope('keys:*')
  async export(
    @Query() query: AuditExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const entries = await this.audit.find(query, { limit: MAX_EXPORTED });
    void reply.header('content-type', 'text/csv; charset=utf-8');
    void reply.header('content-disposition', 'attachment; filename="audit.csv"');
    return toCsv(COLUMNS, entries.map(toAuditEntryView));
  }
}
