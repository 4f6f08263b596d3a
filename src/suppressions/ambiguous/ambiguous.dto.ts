import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../platform/http/page.js';

export class AmbiguousQuery extends PageQuery {
  /** Default: all. */
  @IsOptional()
  @IsIn(['open', 'settled'])
  state?: 'open' | 'settled';
}
