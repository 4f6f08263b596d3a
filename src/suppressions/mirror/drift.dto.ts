import { IsIn } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';

export class MirrorRunQuery {
  /** `removals` confirms that addresses missing on the provider's list were removed there, however many they are. */
  @MayBeLeftOut()
  @IsIn(['removals'])
  confirm?: string;
}
