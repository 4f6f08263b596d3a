import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsDateString,
  IsIn,
  IsOptional,
  IsString,
  Length,
} from 'class-validator';
import { type Scope, SCOPES } from './scopes.js';

export class CreateApiKey {
  /** What the key is for. */
  @IsString()
  @Length(1, 100)
  name: string;

  /** What it may do. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes: Scope[];

  /** ISO 8601; never when left out. */
  @IsOptional()
  @IsDateString({ strict: true })
  expires_at?: string;
}
