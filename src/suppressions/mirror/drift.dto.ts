import { IsIn } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';

export class MirrorRunQuery {
  /** `removals`: what is missing on the provider's list was taken off it, however much it is. */
  @MayBeLeftOut()
  @IsIn(['removals'])
  confirm?: string;
}
