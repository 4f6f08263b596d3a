import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { Timestamp } from '../platform/http/timestamp.js';

export class InfrastructureQuery {
  /** Default: a week ago. */
  @MayBeLeftOut()
  @Timestamp()
  since?: string;
}
