import { IsTime } from '../platform/http/is-time.js';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';

export class InfrastructureQuery {
  /** Default: a week ago. */
  @MayBeLeftOut()
  @IsTime()
  since?: string;
}
