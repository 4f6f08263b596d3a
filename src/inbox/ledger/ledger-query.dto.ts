import { IsString, MaxLength } from 'class-validator';
import { DayRangeQuery } from '../../platform/http/day-range.dto.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';

export class LedgerQuery extends DayRangeQuery {
  /** Provider id, or `inbound`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  source?: string;
}
