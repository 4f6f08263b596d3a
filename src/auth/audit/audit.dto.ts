import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { PageQuery } from '../../platform/http/page.js';
import { Timestamp } from '../../platform/http/timestamp.js';

export class AuditQuery extends PageQuery {
  /** Id of the API key, or `admin`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  actor?: string;

  /** Such as `tickets.change`. */
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

  /** At or after. */
  @MayBeLeftOut()
  @Timestamp()
  since?: string;

  /** Before. */
  @MayBeLeftOut()
  @Timestamp()
  until?: string;
}

/** Which entries, without the page. */
export class AuditExportQuery extends OmitType(AuditQuery, ['limit', 'cursor']) {}
