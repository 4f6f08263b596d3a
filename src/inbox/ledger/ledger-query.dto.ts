import { IsDateString, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../platform/http/page.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class LedgerQuery extends PageQuery {
  /** Provider id, or `inbound`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  source?: string;

  /** First day, `YYYY-MM-DD` in UTC; by default thirty days ago. */
  @IsOptional()
  @Matches(DAY, { message: 'since must be a day such as 2026-11-21' })
  @IsDateString({ strict: true })
  since?: string;

  /** Last day, `YYYY-MM-DD` in UTC. */
  @IsOptional()
  @Matches(DAY, { message: 'until must be a day such as 2026-11-21' })
  @IsDateString({ strict: true })
  until?: string;
}
