import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsString, Length } from 'class-validator';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { NotBlank } from '../platform/http/not-blank.js';
import { Timestamp } from '../platform/http/timestamp.js';
import { type Preset, PRESET_NAMES } from './presets.js';
import { type Scope, SCOPES } from './scopes.js';

export class CreateApiKey {
  /** What the key is for. */
  @IsString()
  @Length(1, 100)
  @NotBlank()
  name: string;

  /** What it may do; or name a `preset`. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes?: Scope[];

  /** A ready set of scopes, in place of `scopes`. */
  @MayBeLeftOut()
  @IsIn(PRESET_NAMES)
  preset?: Preset;

  /** ISO 8601, in the future; never when left out. */
  @MayBeLeftOut()
  @Timestamp()
  expires_at?: string;
}
