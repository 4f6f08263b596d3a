import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IsTime } from '../../platform/http/is-time.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { PageQuery } from '../../platform/http/page.js';

export class AuditQuery extends PageQuery {
  /** Id of the API key, or `admin`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  actor?: string;

  /** What was done, such as `tickets.change`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  action?: string;

  /** Path of what was changed, such as `/v1/tickets/<id>`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(1000)
  target?: string;

  @ApiProperty({ description: 'The former name of `target`.', deprecated: true, required: false })
  @MayBeLeftOut()
  @IsString()
  @MaxLength(1000)
  object?: string;

  /** Only entries at or after this time. */
  @MayBeLeftOut()
  @IsTime()
  since?: string;

  /** Only entries before this time. */
  @MayBeLeftOut()
  @IsTime()
  until?: string;
}

/** Filters only, without paging. */
export class AuditExportQuery extends OmitType(AuditQuery, ['limit', 'cursor']) {}
