import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { Timestamp } from '../../platform/http/timestamp.js';

export class ReconcileRequest {
  /** Look back to here although that is older than what is covered; for mail from before the first start. */
  @MayBeLeftOut()
  @Timestamp()
  since?: string;
}
