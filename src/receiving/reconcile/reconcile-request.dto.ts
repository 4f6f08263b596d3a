import { IsTime } from '../../platform/http/is-time.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';

export class ReconcileRequest {
  /** Look back to here although that is older than what is covered; for mail from before the first start. */
  @MayBeLeftOut()
  @IsTime()
  since?: string;
}
