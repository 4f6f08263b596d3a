import { IsIn } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { PageQuery } from '../../platform/http/page.js';

export class AmbiguousQuery extends PageQuery {
  /** Default: all. */
  @MayBeLeftOut()
  @IsIn(['open', 'settled'])
  state?: 'open' | 'settled';
}
