import { IsDateString, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../platform/http/page.js';

/** Which entries. */
export interface AuditFilter {
  actor?: string;
  action?: string;
  object?: string;
  since?: string;
  until?: string;
}

export class AuditQuery extends PageQuery implements AuditFilter {
  /** Id of the API key, or `admin`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  actor?: string;

  /** Such as `tickets.change`. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  action?: string;

  /** Path of what was changed, such as `/v1/tickets/<id>`. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  object?: string;

  @IsOptional()
  @IsDateString({ strict: true })
  since?: string;

  @IsOptional()
  @IsDateString({ strict: true })
  until?: string;
}

export class AuditExportQuery implements AuditFilter {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  actor?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  action?: string;

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  object?: string;

  @IsOptional()
  @IsDateString({ strict: true })
  since?: string;

  @IsOptional()
  @IsDateString({ strict: true })
  until?: string;
}
