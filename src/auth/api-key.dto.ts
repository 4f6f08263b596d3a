import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsString, Length } from 'class-validator';
import { IsTime } from '../platform/http/is-time.js';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { NotBlank } from '../platform/http/not-blank.js';
import { type Preset, PRESET_NAMES } from './presets.js';
import { type Scope, SCOPES } from './scopes.js';

export class CreateApiKey {
  /** What the key is for. */
  @IsString()
  @Length(1, 100)
  @NotBlank()
  name: string;

  /** What the key may do; or give a `preset`. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes?: Scope[];

  /** A predefined set of scopes, instead of `scopes`. */
  @MayBeLeftOut()
  @IsIn(PRESET_NAMES)
  preset?: Preset;

  /** When the key expires: ISO 8601, in the future. It never expires if this is left out. */
  @MayBeLeftOut()
  @IsTime()
  expires_at?: string;
}
