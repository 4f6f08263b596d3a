import { Controller, Get, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { RequireScope } from '../auth/access.js';
import { InfrastructureQuery } from './infrastructure.dto.js';
import { InfrastructureView, type RefusingDomainView } from './infrastructure.view.js';

/** Domains in the report: those with the most bounces. */
const MAX_DOMAINS = 100;

const DEFAULT_PERIOD_MS = 7 * 24 * 60 * 60 * 1000;

interface Row extends Omit<RefusingDomainView, 'last_at'> {
  last_at: Date;
}

@ApiTags('Suppressions')
@ApiBearerAuth()
@Controller('v1/suppressions/infrastructure')
export class InfrastructureController {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Bounces caused on our side, by domain: block lists, authentication, our own set-up. They suppress nobody. Many from
   * one domain mean that something needs repair.
   */
  @Get()
  @RequireScope('suppressions:read')
  async report(@Query() query: InfrastructureQuery): Promise<InfrastructureView> {
    const since =
      query.since === undefined ? new Date(Date.now() - DEFAULT_PERIOD_MS) : new Date(query.since);
    const rows = await this.database.query<Row[]>(
      `SELECT substring(address FROM '[^@]*$') AS domain, count(*)::int AS bounces,
         count(DISTINCT address)::int AS addresses, max(occurred_at) AS last_at,
         (array_agg(diagnostic_code ORDER BY occurred_at DESC))[1] AS diagnostic_code
       FROM suppression_evidence WHERE kind = 'infrastructure' AND occurred_at >= $1
       GROUP BY 1 ORDER BY bounces DESC, domain LIMIT ${MAX_DOMAINS}`,
      [since],
    );
    return {
      object: 'infrastructure_bounces',
      since: since.toISOString(),
      data: rows.map((row) => ({ ...row, last_at: row.last_at.toISOString() })),
    };
  }
}
