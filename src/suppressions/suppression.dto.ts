import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsDateString,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { PageQuery } from '../platform/http/page.js';
import { type SuppressionReason, SUPPRESSION_REASONS } from './suppression.entity.js';

/** Addresses of one check; more are asked in several calls. */
const MAX_CHECKED = 1_000;

export class SuppressionQuery extends PageQuery {
  @IsOptional()
  @IsIn(SUPPRESSION_REASONS)
  reason?: SuppressionReason;
}

export class AddSuppression {
  @IsString()
  @MaxLength(320)
  address: string;

  /** ISO 8601; never when left out. */
  @IsOptional()
  @IsDateString({ strict: true })
  expires_at?: string;

  /** Why; kept in the history. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;
}

export class CheckSuppressions {
  /** 1 to 1,000 addresses in any spelling. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_CHECKED)
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  addresses: string[];
}

export class ReleaseQuery {
  /** Must say `complaint` to lift a complaint. */
  @IsOptional()
  @IsIn(['complaint'])
  confirm?: string;

  /** Why; kept in the history. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;
}
