import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { PageQuery } from '../../platform/http/page.js';

export class AmbiguousQuery extends PageQuery {
  /** Only with this status; default: all. */
  @MayBeLeftOut()
  @IsIn(['open', 'settled'])
  status?: 'open' | 'settled';

  @ApiProperty({ description: 'The former name of `status`.', deprecated: true, required: false })
  @MayBeLeftOut()
  @IsIn(['open', 'settled'])
  state?: 'open' | 'settled';
}
