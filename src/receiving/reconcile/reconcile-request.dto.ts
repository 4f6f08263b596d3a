import { IsTime } from '../../platform/http/is-time.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';

export class ReconcileRequest {
  /** Look back to this time even if it is before what is covered; for mail from before the first start. */
  @MayBeLeftOut()
  @IsTime()
  since?: string;
}
