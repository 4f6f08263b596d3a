import { IsDateString } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';

export class ReconcileRequest {
  /** Look back to here although that is older than what is covered; for mail from before the first start. */
  @MayBeLeftOut()
  @IsDateString({ strict: true })
  since?: string;
}
