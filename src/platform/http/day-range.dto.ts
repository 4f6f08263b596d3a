import { IsDateString, Matches } from 'class-validator';
import { MayBeLeftOut } from './may-be-left-out.js';
import { PageQuery } from './page.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const A_DAY = { message: '$property must be a day such as 2026-11-21' };

/** Members of every list with one line per day. */
export class DayRangeQuery extends PageQuery {
  /** First day, `YYYY-MM-DD` in UTC; default: thirty days ago. */
  @MayBeLeftOut()
  @Matches(DAY, A_DAY)
  @IsDateString({ strict: true }, A_DAY)
  since?: string;

  /** Last day, `YYYY-MM-DD` in UTC. */
  @MayBeLeftOut()
  @Matches(DAY, A_DAY)
  @IsDateString({ strict: true }, A_DAY)
  until?: string;
}
